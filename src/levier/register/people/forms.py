"""What comes in about a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.imports.cells import CellError, read_mail, read_phone
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.register.people.actions import Identity
from levier.register.people.enums import LANGUAGES, ContactKind, ErasureReason, Gender
from levier.register.people.models import Person
from levier.register.vocabulary.lists import countries


class IdentityForm(VersionedForm):
    """Who a person is."""

    first_name = forms.CharField(label=_("Prénom"), max_length=100, required=False)
    last_name = forms.CharField(
        label=_("Nom"), max_length=100, required=False, help_text=_("Un prénom ou un nom suffit.")
    )
    birth_date = forms.DateField(label=_("Date de naissance"), required=False)
    gender = forms.ChoiceField(label=_("Genre"), choices=Gender.choices, required=False)
    nationality = forms.ChoiceField(label=_("Nationalité"), required=False)
    other_nationality = forms.ChoiceField(label=_("Deuxième nationalité"), required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=10, required=False)
    commune = forms.CharField(label=_("Commune"), max_length=80, required=False)
    language = forms.ChoiceField(
        label=_("Langue de contact"),
        choices=LANGUAGES,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [("", _("non précisée")), *countries().choices()]
        for name in ("nationality", "other_nationality"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("version", 1)
        self.initial.setdefault("language", "fr")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("first_name") and not data.get("last_name"):
            self.add_error("first_name", _("Donnez au moins un prénom ou un nom."))
        return data

    def identity(self) -> Identity:
        """What was typed, as the actions take it."""
        data = self.cleaned_data
        codes = dict.fromkeys(filter(None, (data["nationality"], data["other_nationality"])))
        return Identity(
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_date=data["birth_date"],
            gender=data["gender"],
            nationalities=",".join(codes),
            language=data["language"],
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
    whose = forms.CharField(
        label=_("À qui ?"),
        max_length=80,
        required=False,
        help_text=_("Si ce n'est pas le sien : sa fille, un voisin, un foyer… Un couple peut partager un numéro."),
    )
    may_leave_message = forms.BooleanField(label=_("On peut y laisser un message"), required=False)
    is_preferred = forms.BooleanField(label=_("À essayer d'abord"), required=False)
    starts_on = forms.DateField(label=_("Depuis le"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.setdefault("version", 1)

    def clean_value(self) -> str:
        text = self.cleaned_data["value"]
        return _read(read_mail if "@" in text else read_phone, text)

    def values(self) -> dict[str, Any]:
        """Columns of ContactPoint."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return data | {"kind": ContactKind.MAIL if "@" in data["value"] else ContactKind.PHONE}


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
    names = ("first_name", "last_name", "birth_date", "gender", "postcode", "commune", "language")
    return {
        **{name: getattr(person, name) for name in names},
        "nationality": codes[0],
        "other_nationality": codes[1],
        "version": person.version,
    }
