"""What comes in about places that are kept for a public, or limited for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import Public
from levier.activity.activities.models import Activity, Session
from levier.activity.activities.models.described import MOST_CAPACITY
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm
from levier.register.partners.models import Partner


class SessionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, one: Any) -> str:
        return str(formats.day(one.on))


class QuotaForm(HouseForm):
    """For whom, at least and at most how many, until when; of the whole series, or of one session."""

    public = forms.ChoiceField(label=_("Pour qui"), choices=Public.choices)
    partner = forms.ModelChoiceField(
        label=_("Partenaire"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=_("Si ce sont les personnes inscrites par un partenaire, avec son lien."),
    )
    least = forms.IntegerField(
        label=_("Au moins"),
        min_value=1,
        max_value=MOST_CAPACITY,
        required=False,
        help_text=_("Places gardées pour ce public : personne d'autre ne les reçoit avant la date."),
    )
    until = forms.DateField(
        label=_("Gardées jusqu'au"),
        required=False,
        help_text=_("Le lendemain, les places qui restent vont à qui attend, puis à qui vient."),
    )
    most = forms.IntegerField(
        label=_("Au plus"), min_value=1, max_value=MOST_CAPACITY, required=False, help_text=_("Pas une place de plus.")
    )
    session = SessionField(
        label=_("Pour une séance seulement"),
        queryset=Session.objects.none(),
        required=False,
        help_text=_("Ses parts remplacent celles de la série quand quelqu'un vient pour cette séance seule."),
        empty_label=_("toute la série"),
    )

    def __init__(self, actor: Actor, activity: Activity, coming: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        partners = Partner.objects.visible_to(actor).order_by("name", "pk")
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
        self.fields["session"].queryset = coming  # type: ignore[attr-defined]
