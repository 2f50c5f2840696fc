"""What comes in about hours asked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.projects.models import Agreement, Project
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.forms import HouseForm


class AgreementForm(HouseForm):
    """One of the agreements of a project."""

    agreement = forms.ModelChoiceField(
        label=gettext_lazy("Convention"), queryset=Agreement.objects.none(), empty_label=None
    )

    def __init__(self, project: Project, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        agreements = project.agreements.select_related("funder").order_by("reference")
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        self.fields["agreement"].label_from_instance = named_in_full  # type: ignore[attr-defined]


class ShareForm(AgreementForm):
    """A part of one hour for one agreement."""

    percent = forms.DecimalField(
        label=gettext_lazy("Part demandée, en %"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        localize=True,
        initial=100,
        widget=forms.TextInput(attrs={"class": "narrow", "inputmode": "decimal"}),
    )

    def share(self) -> int:
        """Basis points."""
        return int(self.cleaned_data["percent"] * 100)


class PeriodForm(AgreementForm):
    """Days from the first to the last, both included, and an agreement."""

    first = forms.DateField(label=gettext_lazy("Du"))
    last = forms.DateField(label=gettext_lazy("Au"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            raise ValidationError({"last": _("La fin tombe avant le début.")})
        return data

    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


class ClaimForm(PeriodForm, ShareForm):
    """A part of all hours of a period for one agreement."""

    field_order = ("agreement", "first", "last", "percent")


class ReleaseForm(PeriodForm):
    """Hours of a period that an agreement is no longer asked for, or shown, and why."""

    reason = forms.CharField(label=gettext_lazy("Pourquoi ?"), max_length=200)


class ReasonForm(HouseForm):
    """Why a share is given back."""

    reason = forms.CharField(label=gettext_lazy("Pourquoi ?"), max_length=200)


def named_in_full(agreement: Agreement) -> str:
    """FSE-12 (Agence FSE)."""
    return f"{agreement.reference} ({agreement.funder})"
