"""What comes in when several people are sent to an activity."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.joining import Joining
from levier.activity.activities.models import Activity
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm


class WhereForm(HouseForm):
    """Which activity, among those that go on or are to come."""

    activite = forms.ModelChoiceField(label=_("Activité"), queryset=Activity.objects.none())

    def __init__(self, actor: Actor, today: date, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        running = Activity.objects.visible_to(actor).filter(Q(ends_on=None) | Q(ends_on__gte=today))
        self.fields["activite"].queryset = running.order_by("title", "pk")  # type: ignore[attr-defined]


class JoinForm(HouseForm):
    """Who of those who may, and from which day on."""

    people = forms.MultipleChoiceField(
        label=_("Qui faut-il inscrire ?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une personne.")},
    )
    starts_on = forms.DateField(label=_("Attendues à partir du"), required=False)

    def __init__(self, found: Joining, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        able = [(str(one.pk), f"{one} – {note}" if note else str(one)) for one, note in found.able]
        self.fields["people"].choices = able  # type: ignore[attr-defined]
        # Where places lack, somebody decides who goes: nothing is ticked in their stead. Where none is left, all wait.
        is_to_choose = found.lacking and found.free
        self.initial.setdefault("people", [] if is_to_choose else [key for key, _label in able])
