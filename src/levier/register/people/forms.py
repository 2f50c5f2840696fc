"""What comes in about a person."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.documents.forms import UploadField
from levier.foundation.imports.cells import CellError, read_mail, read_phone
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.texts import clean
from levier.register.partners.models import Partner
from levier.register.people.actions import Identity
from levier.register.people.births import Birth, birth_of, read_birth
from levier.register.people.enums import (
    LADDER,
    LANGUAGES,
    Channel,
    ContactKind,
    DataKind,
    ErasureReason,
    Gender,
    Length,
    Level,
    NameKind,
    Purpose,
    Reading,
    Speaking,
    Whose,
)
from levier.register.people.models import Person
from levier.register.people.national import read_typed
from levier.register.vocabulary.lists import countries, languages


class BirthField(forms.CharField):
    """A birth as far as it is known, cleaned to a `Birth`: 12/05/1990, 05/1990 or 1990."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("jour/mois/année ; mois/année ou l'année seule si on n'en sait pas plus"))
        super().__init__(widget=forms.TextInput(attrs={"class": "narrow", "inputmode": "numeric"}), **options)

    def prepare_value(self, value: Any) -> Any:
        return value.text if isinstance(value, Birth) else value

    def clean(self, value: Any) -> Any:
        try:
            return read_birth(clean(super().clean(value), most=20), today=timezone.localdate())
        except ValueError as error:
            raise forms.ValidationError(
                _("Écrivez une date passée, par exemple 12/05/1990, 05/1990 ou 1990.")
            ) from error


class IdentityForm(VersionedForm):
    """Who a person is."""

    first_name = forms.CharField(label=_("Prénom"), max_length=100, required=False)
    last_name = forms.CharField(
        label=_("Nom"), max_length=100, required=False, help_text=_("Un prénom ou un nom suffit.")
    )
    birth_date = BirthField(label=_("Date de naissance"), required=False)
    gender = forms.ChoiceField(label=_("Genre"), choices=Gender.choices, required=False)
    nationality = forms.ChoiceField(label=_("Nationalité"), required=False)
    other_nationality = forms.ChoiceField(label=_("Deuxième nationalité"), required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=10, required=False)
    commune = forms.CharField(label=_("Commune"), max_length=80, required=False)
    language = forms.ChoiceField(
        label=_("Langue de contact"),
        choices=LANGUAGES,
    )
    interpreter = forms.ChoiceField(label=_("Interprète nécessaire en"), required=False)
    channel = forms.ChoiceField(label=_("Préfère être joint·e"), choices=Channel.choices, required=False)
    is_written_discreetly = forms.BooleanField(
        label=_("Messages discrets"),
        help_text=_("Ses mails de rendez-vous ne disent rien sur nous et partent sans notre nom."),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [("", _("non précisée")), *countries().choices()]
        for name in ("nationality", "other_nationality"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["interpreter"].choices = [("", _("pas d'interprète")), *languages().choices()]  # type: ignore[attr-defined]
        self.initial.setdefault("version", 1)
        self.initial.setdefault("language", "fr")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("first_name") and not data.get("last_name"):
            self.add_error("first_name", _("Donnez au moins un prénom ou un nom."))
        return data

    def identity(self) -> Identity:
        """What was typed, as the actions take it; a shorter form may leave out all but one nationality and phone."""
        data = self.cleaned_data
        codes = dict.fromkeys(filter(None, (data["nationality"], data.get("other_nationality"))))
        birth: Birth = data["birth_date"]
        return Identity(
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_date=birth.day,
            birth_year=birth.year,
            birth_month=birth.month,
            gender=data["gender"],
            nationalities=",".join(codes),
            language=data["language"],
            interpreter=data["interpreter"],
            channel=data.get("channel", ""),
            is_written_discreetly=data.get("is_written_discreetly", False),
            postcode=data["postcode"],
            commune=data["commune"],
            phones=tuple(filter(None, [data.get("phone")])),
            mails=tuple(filter(None, [data.get("mail")])),
        )


class PersonForm(IdentityForm):
    """A new person: identity and a first way to reach them."""

    phone = forms.CharField(label=_("Téléphone"), max_length=40, required=False)
    mail = forms.CharField(label=_("Adresse mail"), max_length=254, required=False)
    field_order = (
        "first_name",
        "last_name",
        "birth_date",
        "gender",
        "phone",
        "mail",
        "language",
        "interpreter",
        "channel",
        "is_written_discreetly",
        "nationality",
        "other_nationality",
        "postcode",
        "commune",
    )

    def clean_phone(self) -> str:
        return _read(read_phone, self.cleaned_data["phone"])

    def clean_mail(self) -> str:
        return _read(read_mail, self.cleaned_data["mail"])


class ContactPointForm(VersionedForm):
    """A way to reach a person: a number or a mail address, and what to know before using it."""

    value = forms.CharField(label=_("Numéro ou adresse mail"), max_length=254)
    whose = forms.ChoiceField(
        label=_("À qui ?"),
        choices=Whose.choices,
        required=False,
        help_text=_("Un couple peut partager un numéro ou une boîte mail."),
    )
    whose_name = forms.CharField(
        label=_("Son nom"), max_length=80, required=False, help_text=_("Si ce n'est pas le sien : qui va répondre.")
    )
    may_leave_message = forms.BooleanField(label=_("On peut y laisser un message"), required=False)
    is_unsafe = forms.BooleanField(
        label=_("Ne rien y écrire : quelqu'un d'autre lit ou écoute"),
        required=False,
        help_text=_("Aucun message n'y partira, et on n'y appelle pas sans accord de la personne."),
    )
    is_preferred = forms.BooleanField(label=_("À essayer d'abord"), required=False)
    starts_on = forms.DateField(label=_("Depuis le"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.setdefault("version", 1)

    def clean_value(self) -> str:
        text = self.cleaned_data["value"]
        return _read(read_mail if "@" in text else read_phone, text)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("whose_name") and data.get("whose", "") in ("", Whose.SELF):
            self.add_error("whose", _("Choisissez à qui il est, ou laissez le nom vide."))
        return data

    def values(self) -> dict[str, Any]:
        """Columns of ContactPoint."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "is_unsafe")}
        data |= {"whose": data["whose"] or Whose.SELF, "is_safe": not self.cleaned_data["is_unsafe"]}
        return data | {"kind": ContactKind.MAIL if "@" in data["value"] else ContactKind.PHONE}


class WelcomeForm(HouseForm):
    """Somebody who gives no name."""

    called = forms.CharField(
        label=_("Comment l'appeler ?"),
        max_length=60,
        required=False,
        help_text=_("Un surnom, un signe ; rien si la personne ne veut rien donner : elle reçoit un numéro."),
    )


class RaiseForm(IdentityForm):
    """A person who says more of themselves."""

    level = forms.ChoiceField(label=_("Jusqu'où ?"))

    def __init__(self, *arguments: Any, person: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # What is posted is read whole: a person raised meanwhile is a conflict to show, not a wrong choice.
        higher = LADDER[1:] if self.is_bound else LADDER[LADDER.index(person.level) + 1 :]
        self.fields["level"].choices = [(code, Level(code).label) for code in higher]  # type: ignore[attr-defined]
        self.order_fields(["level"])


class OtherNameForm(HouseForm):
    """Another name by which a person is found."""

    value = forms.CharField(label=_("Autre nom"), max_length=150)
    kind = forms.ChoiceField(label=_("C'est"), choices=NameKind.choices)


class LanguageForm(HouseForm):
    """A language, and how well it is spoken and read."""

    language = forms.ChoiceField(label=_("Langue"))
    speaks = forms.ChoiceField(label=_("Parle"), required=False)
    reads = forms.ChoiceField(label=_("Lit"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        unknown = ("", _("pas encore demandé"))
        self.fields["language"].choices = languages().choices()  # type: ignore[attr-defined]
        self.fields["speaks"].choices = [unknown, *Speaking.choices]  # type: ignore[attr-defined]
        self.fields["reads"].choices = [unknown, *Reading.choices]  # type: ignore[attr-defined]


class MandateForm(HouseForm):
    """What a person is asked to allow."""

    partner = forms.ModelChoiceField(label=_("À qui ?"), queryset=Partner.objects.none(), empty_label=_("choisir"))
    purpose = forms.ChoiceField(label=_("Pour quoi ?"), choices=Purpose.choices)
    kinds = forms.MultipleChoiceField(
        label=_("Quelles données ?"), choices=DataKind.choices, widget=forms.CheckboxSelectMultiple
    )
    length = forms.ChoiceField(label=_("Combien de temps ?"), choices=Length.choices, initial=Length.HALF)
    read_in = forms.ChoiceField(label=_("Lu en"), choices=LANGUAGES)
    how = forms.ChoiceField(
        label=_("Comment ?"), choices=[("oral", _("de vive voix")), ("written", _("par écrit, signé"))]
    )

    def __init__(self, *arguments: Any, actor: Actor, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]


class PhotoForm(HouseForm):
    """The yes of a person to their photo, and the photo."""

    agrees = forms.BooleanField(
        label=_("La personne a entendu ce texte et dit oui"),
        error_messages={"required": _("Sans l'accord de la personne, on ne garde pas sa photo.")},
    )
    read_in = forms.ChoiceField(label=_("Lu en"), choices=LANGUAGES)
    how = forms.ChoiceField(
        label=_("Comment ?"), choices=[("oral", _("de vive voix")), ("written", _("par écrit, signé"))]
    )
    file = UploadField(
        label=_("Photo"), help_text=_("JPEG ou PNG, 20 Mo au plus ; le visage au milieu, une seule personne.")
    )


class AuthorisationForm(HouseForm):
    """The authorisation under which a house may keep national numbers."""

    reference = forms.CharField(
        label=_("Référence de l'autorisation"),
        max_length=120,
        required=False,
        help_text=_("Loi, arrêté ou délibération qui le permet à votre association. Vide : le numéro ne se note pas."),
    )


class NationalForm(HouseForm):
    """A national number; empty takes it away."""

    number = forms.CharField(label=_("Numéro national"), max_length=20, required=False)

    def clean_number(self) -> str:
        text = str(self.cleaned_data["number"])
        try:
            return read_typed(text) if text else ""
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class EndForm(HouseForm):
    """The last day something was good."""

    on = forms.DateField(label=_("Dernier jour"))


class ErasureForm(HouseForm):
    """Why a person is erased."""

    reason = forms.ChoiceField(label=_("Pourquoi effacer ?"), choices=ErasureReason.choices)


def _read(reader: Any, text: str) -> str:
    try:
        return str(reader(text))
    except CellError as error:
        raise forms.ValidationError(str(error)) from error


def values_of(person: Person) -> dict[str, Any]:
    """A person as the form shows them."""
    codes = [*person.nationalities.split(","), "", ""]
    names = (
        *("first_name", "last_name", "gender", "postcode", "commune"),
        *("language", "interpreter", "channel", "is_written_discreetly"),
    )
    return {
        **{name: getattr(person, name) for name in names},
        "birth_date": birth_of(person),
        "nationality": codes[0],
        "other_nationality": codes[1],
        "version": person.version,
    }
