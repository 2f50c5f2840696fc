"""What comes in about a partner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.be import vat
from stdnum.exceptions import ValidationError as NotANumber

from levier.foundation.imports.cells import CellError, read_phone
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm, stamp
from levier.register.partners.models import Contact, Partner


def _phone(text: str) -> str:
    try:
        return str(read_phone(text))
    except CellError as error:
        raise forms.ValidationError(str(error)) from error


class PartnerForm(VersionedForm):
    """One organisation that we meet."""

    name = forms.CharField(label=_("Nom"), max_length=150)
    kind = forms.ChoiceField(label=_("Type"), choices=Partner.Kind.choices)
    enterprise_number = forms.CharField(
        label=_("Numéro d'entreprise"), max_length=20, required=False, help_text=_("par exemple 0403.019.261")
    )
    mail = forms.EmailField(label=_("Adresse mail générale"), required=False)
    phone = forms.CharField(label=_("Téléphone général"), max_length=40, required=False)
    site = forms.URLField(label=_("Site"), required=False, assume_scheme="https")
    street = forms.CharField(label=_("Rue et numéro"), max_length=150, required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=10, required=False)
    commune = forms.CharField(label=_("Commune"), max_length=80, required=False)
    note = forms.CharField(label=_("Remarque"), widget=forms.Textarea, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.setdefault("version", 1)

    def clean_enterprise_number(self) -> str:
        text = self.cleaned_data["enterprise_number"]
        try:
            return str(vat.validate(text)) if text else ""
        except NotANumber as error:
            raise forms.ValidationError(
                _("Ce numéro d'entreprise ne peut pas exister : vérifiez ses dix chiffres.")
            ) from error

    def clean_phone(self) -> str:
        return _phone(self.cleaned_data["phone"])

    def values(self) -> dict[str, Any]:
        """Columns of Partner."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ContactForm(VersionedForm):
    """Somebody we speak with at a partner."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    function = forms.CharField(label=_("Fonction"), max_length=120, required=False)
    mail = forms.EmailField(label=_("Adresse mail"), required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=40, required=False)
    starts_on = forms.DateField(label=_("Depuis le"), required=False)
    note = forms.CharField(
        label=_("Bon à savoir"),
        max_length=200,
        required=False,
        help_text=_("Quand appeler, pour quelles demandes. Rien de privé."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.setdefault("version", 1)

    def clean_phone(self) -> str:
        return _phone(self.cleaned_data["phone"])

    def values(self) -> dict[str, Any]:
        """Columns of Contact."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class EndForm(HouseForm):
    """The last day of a contact."""

    on = forms.DateField(label=_("Dernier jour"))


class PlaceForm(VersionedForm):
    """A room of ours, or an address of a partner."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    street = forms.CharField(label=_("Rue et numéro"), max_length=150, required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=10, required=False)
    commune = forms.CharField(label=_("Commune"), max_length=80, required=False)
    capacity = forms.IntegerField(label=_("Places"), min_value=0, max_value=10_000, required=False)
    partner = forms.ModelChoiceField(
        label=_("Partenaire"), queryset=Partner.objects.none(), required=False, empty_label=_("nos propres locaux")
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.initial.setdefault("version", 1)

    def values(self) -> dict[str, Any]:
        """Columns of Place."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ProgrammeForm(VersionedForm):
    """A programme of a funder."""

    name = forms.CharField(label=_("Nom du programme"), max_length=150)
    starts_on = forms.DateField(label=_("Début"), required=False)
    ends_on = forms.DateField(label=_("Fin"), required=False)

    def values(self) -> dict[str, Any]:
        """Columns of Programme."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def values_of(instance: Any, form: type[forms.Form]) -> dict[str, Any]:
    """A record as its form shows it."""
    values = {name: getattr(instance, name) for name in form.base_fields if hasattr(instance, name)}
    shown = {name: value.pk if isinstance(value, Partner | Contact) else value for name, value in values.items()}
    return shown if "version" in shown else {**shown, "version": stamp(shown)}
