"""What comes in about a task, and about when one receives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.register.agenda.actions import ChangeDraft, OpeningDraft
from levier.register.agenda.enums import ChangeKind, Weekday
from levier.register.agenda.models import LONGEST, SHORTEST, Opening

HOURS = ["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H h", "%H"]
OPENING_COLUMNS = ("weekday", "starts", "ends", "slot_minutes", "place", "first_on", "last_on", "version")


def hour_field(label: Any, **more: Any) -> forms.TimeField:
    """An hour written as people write it."""
    widget = forms.TimeInput(format="%H:%M", attrs={"class": "narrow"})
    return forms.TimeField(label=label, input_formats=HOURS, widget=widget, **more)


class TodoForm(HouseForm):
    """Something to do."""

    title = forms.CharField(label=_("À faire"), max_length=200)
    due_on = forms.DateField(label=_("Pour le"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Pour qui"), queryset=User.objects.none(), required=False, empty_label=_("pour moi")
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        others = colleagues(actor).exclude(pk=actor.user_id or 0)
        self.fields["owner"].queryset = others  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in ("title", "due_on", "owner")}


class ChangeTodoForm(TodoForm, VersionedForm):
    """A task said otherwise."""


class OpeningForm(VersionedForm):
    """Hours of a weekday in which one receives."""

    weekday = forms.TypedChoiceField(label=_("Jour"), choices=Weekday.choices, coerce=int)
    starts = hour_field(_("De"), help_text=_("par exemple 9:00 ou 9h"))
    ends = hour_field(_("À"))
    slot_minutes = forms.IntegerField(
        label=_("Minutes par rendez-vous"), min_value=SHORTEST, max_value=LONGEST, initial=60
    )
    place = forms.CharField(
        label=_("Lieu"),
        help_text=_("Ce que la lettre dira : adresse, étage, local."),
        max_length=120,
        required=False,
    )
    first_on = forms.DateField(label=_("À partir du"))
    last_on = forms.DateField(label=_("Jusqu'au"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def draft(self) -> OpeningDraft:
        return OpeningDraft(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


def values_of_opening(opening: Opening) -> dict[str, Any]:
    """Hours as their form shows them."""
    return {name: getattr(opening, name) for name in OPENING_COLUMNS}


class EndOpeningForm(HouseForm):
    """The last day of hours."""

    on = forms.DateField(label=_("Dernier jour"))


class ChangeForm(HouseForm):
    """Days without appointments, or hours more."""

    kind = forms.ChoiceField(
        label=_("Quoi"), choices=ChangeKind.choices, widget=forms.RadioSelect, initial=ChangeKind.CLOSED
    )
    first_on = forms.DateField(label=_("Du"))
    last_on = forms.DateField(label=_("Au"), required=False)
    starts = hour_field(_("De"), required=False, help_text=_("Sans heures : toute la journée."))
    ends = hour_field(_("À"), required=False)
    slot_minutes = forms.IntegerField(
        label=_("Minutes par rendez-vous"),
        help_text=_("Pour une plage en plus."),
        min_value=SHORTEST,
        max_value=LONGEST,
        required=False,
    )
    place = forms.CharField(label=_("Lieu"), max_length=120, required=False)
    reason = forms.CharField(
        label=_("Raison"), help_text=_("Pour vous : vos collègues ne la voient pas."), max_length=120, required=False
    )

    def draft(self) -> ChangeDraft:
        values = self.cleaned_data
        return ChangeDraft(**{**values, "last_on": values["last_on"] or values["first_on"]})
