"""What comes in about an appointment: with whom, when among what is free, and what became of it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm
from levier.register.agenda.slots import Slot, moment_of
from levier.support.appointments.actions import AppointmentDraft
from levier.support.appointments.enums import Place, Side

INVITE = "inviter"
AHEAD = timedelta(days=28)
MOST = 80
"""Free moments that one page offers."""
USUAL = 60
LENGTHS = (15, 30, 45, 60, 90, 120)


def hour_field(*, required: bool = True) -> forms.TimeField:
    """An hour as people write it."""
    return forms.TimeField(
        label=_("Heure"),
        help_text=_("par exemple 14:30"),
        required=required,
        input_formats=["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H h", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "narrow"}),
    )


def discreet_field() -> forms.BooleanField:
    """Is the person written to without a word of us?"""
    return forms.BooleanField(
        label=_("Rappel discret"),
        help_text=_(
            "Le mail donne le jour et l'heure, rien sur nous, et part sans notre nom. L'adresse d'envoi reste la même."
        ),
        required=False,
    )


class SlotForm(HouseForm):
    """One of the free moments."""

    slot = forms.ChoiceField(
        label=_("Quand"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Ce moment n'est plus libre. Choisissez-en un autre."),
            "required": _("Choisissez un moment."),
        },
    )

    def __init__(self, slots: Iterable[Slot], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.slots = {one.starts_at.isoformat(): one for one in list(slots)[:MOST]}
        free = [(key, formats.clock(one.starts_at)) for key, one in self.slots.items()]
        self.fields["slot"].choices = free  # type: ignore[attr-defined]

    @property
    def days(self) -> list[tuple[str, list[Any]]]:
        """Free moments by day, as choices to draw: (day in words, radios)."""
        shown = zip(self.slots.values(), self["slot"], strict=False)
        parted = groupby(shown, key=lambda pair: timezone.localdate(pair[0].starts_at))
        return [(formats.day(day, style="near"), [radio for _slot, radio in pairs]) for day, pairs in parted]


class TimeForm(SlotForm):
    """One of the free moments, or another one that one agrees on, or none yet."""

    on = forms.DateField(label=_("Un autre jour"), required=False)
    starts = hour_field(required=False)
    minutes = forms.TypedChoiceField(label=_("Durée"), coerce=int, required=False)

    def __init__(self, slots: Iterable[Slot], *arguments: Any, may_invite: bool = False, **named: Any) -> None:
        super().__init__(slots, *arguments, **named)
        self.may_invite = may_invite
        self.fields["slot"].required = False
        if may_invite:
            none_yet = (INVITE, _("Pas encore : inviter la personne à choisir"))
            self.fields["slot"].choices = [*self.fields["slot"].choices, none_yet]  # type: ignore[attr-defined]
        lengths = [(str(one), formats.minutes(one)) for one in LENGTHS]
        self.fields["minutes"].choices = lengths  # type: ignore[attr-defined]
        self.fields["minutes"].initial = str(USUAL)

    @property
    def invitation(self) -> Any:
        """The choice of no time yet, or None."""
        return list(self["slot"])[-1] if self.may_invite else None

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        is_other = bool(values.get("on") or values.get("starts"))
        if values.get("slot") and is_other:
            self.add_error("slot", _("Choisissez un moment libre, ou donnez-en un autre : pas les deux."))
        elif is_other and not (values.get("on") and values.get("starts")) and not self.errors:
            self.add_error("on" if values.get("starts") else "starts", _("Donnez le jour et l'heure."))
        elif not values.get("slot") and not is_other and not self.errors:
            self.add_error("slot", _("Choisissez un moment."))
        return values

    def chosen(self) -> Slot | None:
        """The time, or None to invite without one. Valid forms only."""
        values = self.cleaned_data
        if values["slot"]:
            return self.slots.get(values["slot"])
        start: datetime = moment_of(values["on"], values["starts"])
        return Slot(start, start + timedelta(minutes=values["minutes"] or USUAL))


class AgreedForm(HouseForm):
    """What is agreed beside the time."""

    kind = forms.ChoiceField(label=_("Où"), choices=Place.choices, initial=Place.OFFICE, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("Pour vous et vos collègues : ni la lettre ni le rappel ne le disent."),
        max_length=150,
        required=False,
    )
    is_discreet = discreet_field()

    def draft(self, worker: User) -> AppointmentDraft:
        values = self.cleaned_data
        return AppointmentDraft(worker, values["kind"], values["reason"], values["is_discreet"])


class PlanForm(AgreedForm, TimeForm):
    """An appointment: when, where, why."""

    field_order = ("slot", "on", "starts", "minutes", "kind", "reason", "is_discreet")


class WorkerForm(HouseForm):
    """Whose free moments are shown."""

    avec = forms.ModelChoiceField(label=_("Avec"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["avec"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class MomentForm(WorkerForm):
    """A moment of a colleague, as an address names it."""

    debut = forms.DateTimeField()
    minutes = forms.IntegerField(min_value=1, max_value=24 * 60)

    def slot(self) -> Slot:
        start = self.cleaned_data["debut"].astimezone(UTC)
        return Slot(start, start + timedelta(minutes=self.cleaned_data["minutes"]))


class YesOrNoForm(HouseForm):
    """Somebody takes an earlier moment, or does not."""

    reponse = forms.ChoiceField(label=_("Votre réponse"), choices=[("oui", _("oui")), ("non", _("non"))])


class CancelForm(HouseForm):
    """Who gives up an appointment, and what was said."""

    side = forms.ChoiceField(label=_("Qui annule"), choices=Side.choices, widget=forms.RadioSelect)
    remark = forms.CharField(label=_("Ce qui a été dit"), max_length=200, required=False)


class RemarkForm(HouseForm):
    """A word about why."""

    remark = forms.CharField(label=_("Raison"), max_length=200)
