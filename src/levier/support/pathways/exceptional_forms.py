"""What comes in about a file opened exceptionally."""

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.forms import HouseForm


class AskForm(HouseForm):
    """Why one needs to read the file now."""

    reason = forms.CharField(
        label=_("Pourquoi maintenant"),
        help_text=_(
            "En une phrase. La personne la lira dans sa copie ; ses collègues et la coordination sont prévenus."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReviewForm(HouseForm):
    """What reading it over gave."""

    remark = forms.CharField(
        label=_("Ce que vous en dites"),
        help_text=_("Par exemple : justifié, vu avec la collègue. La personne le lira dans sa copie."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
