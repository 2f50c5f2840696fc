"""What comes in about a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.imports.cells import CellError, read_mail, read_phone
from levier.foundation.kit.forms import VersionedForm
from levier.register.people.actions import Identity
from levier.register.people.enums import ContactKind, Gender
from levier.register.people.models import Person
from levier.register.vocabulary.lists import countries


class PersonForm(VersionedForm):
    """Identity and how to reach the person."""

    first_name = forms.CharField(label=_("Prénom"), max_length=100, required=False)
    last_name = forms.CharField(
        label=_("Nom"), max_length=100, required=False, help_text=_("Un prénom ou un nom suffit.")
    )
    birth_date = forms.DateField(label=_("Date de naissance"), required=False)
    gender = forms.ChoiceField(label=_("Genre"), choices=Gender.choices, required=False)
    nationality = forms.ChoiceField(label=_("Nationalité"), required=False)
    other_nationality = forms.ChoiceField(label=_("Deuxième nationalité"), required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=40, required=False)
    mail = forms.CharField(label=_("Adresse mail"), max_length=254, required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=10, required=False)
    commune = forms.CharField(label=_("Commune"), max_length=80, required=False)
    language = forms.ChoiceField(
        label=_("Langue de contact"),
        choices=[
            ("fr", "Français"),
            ("nl", "Nederlands"),
            ("en", "English"),
            ("ar", "العربية"),
            ("tr", "Türkçe"),
            ("ro", "Română"),
            ("uk", "Українська"),
            ("es", "Español"),
        ],
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [("", _("non précisée")), *countries().choices()]
        for name in ("nationality", "other_nationality"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("version", 1)
        self.initial.setdefault("language", "fr")

    def clean_phone(self) -> str:
        return self._read(read_phone, "phone")

    def clean_mail(self) -> str:
        return self._read(read_mail, "mail")

    def _read(self, reader: Any, name: str) -> str:
        try:
            return str(reader(self.cleaned_data[name]))
        except CellError as error:
            raise forms.ValidationError(str(error)) from error

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
            phones=tuple(filter(None, [data["phone"]])),
            mails=tuple(filter(None, [data["mail"]])),
        )


def values_of(person: Person) -> dict[str, Any]:
    """A person as the form shows them."""
    points = list(person.contact_points.all())
    codes = [*person.nationalities.split(","), "", ""]
    names = ("first_name", "last_name", "birth_date", "gender", "postcode", "commune", "language")
    return {
        **{name: getattr(person, name) for name in names},
        "nationality": codes[0],
        "other_nationality": codes[1],
        "phone": next((point.value for point in points if point.kind == ContactKind.PHONE), ""),
        "mail": next((point.value for point in points if point.kind == ContactKind.MAIL), ""),
        "version": person.version,
    }
