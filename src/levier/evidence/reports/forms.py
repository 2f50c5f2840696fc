"""What comes in about reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.forms import HouseForm


class ReopenForm(HouseForm):
    """Why a frozen report is no longer the one to rely on."""

    reason = forms.CharField(
        label=_("Raison"),
        max_length=300,
        help_text=_("Gardée avec le rapport et dans le journal, avec votre nom et la date."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
