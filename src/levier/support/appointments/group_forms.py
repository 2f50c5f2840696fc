"""What comes in about a group meeting: when and how many, who, and what became of each place."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.kit import formats
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.forms import HouseForm, VersionedForm, stamp
from levier.register.agenda.slots import Slot, moment_of
from levier.register.people.models import Person
from levier.support.appointments.actions import GroupDraft, Noted
from levier.support.appointments.enums import Place, Stage
from levier.support.appointments.forms import LENGTHS, RemarkForm, WorkerForm, discreet_field, hour_field
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.appointments.models.groups import FEWEST, MOST

WHERE = [(one.value, one.label) for one in (Place.OFFICE, Place.VIDEO)]
USUAL = 120
NOTED = [(Stage.SEEN, _("venue")), (Stage.EXCUSED, _("excusée")), (Stage.MISSED, _("absente"))]


class WhatForm(HouseForm):
    """What a group meeting is."""

    title = forms.CharField(
        label=_("Quoi"), help_text=_("Ce que la personne lit, par exemple : séance d'information."), max_length=80
    )
    places = forms.IntegerField(label=_("Places"), min_value=FEWEST, max_value=MOST, initial=8)
    kind = forms.ChoiceField(label=_("Où"), choices=WHERE, initial=Place.OFFICE, widget=forms.RadioSelect)

    def draft(self) -> GroupDraft:
        values = self.cleaned_data
        return GroupDraft(values["title"], values["places"], values["kind"])


class ChangeGroupForm(WhatForm, VersionedForm):
    """The same of a meeting that is open: a colleague may have been quicker."""


class WhenForm(HouseForm):
    """When a group meeting is, and in which place."""

    on = forms.DateField(label=_("Jour"))
    starts = hour_field()
    minutes = forms.TypedChoiceField(label=_("Durée"), coerce=int)
    place = forms.CharField(
        label=_("Lieu"), help_text=_("Ce que la lettre dira : adresse, étage, local."), max_length=120, required=False
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        known = self.initial.get("minutes")
        lengths = sorted({*LENGTHS, 180, *([known] if known else [])})
        self.fields["minutes"].choices = [(str(one), formats.minutes(one)) for one in lengths]  # type: ignore[attr-defined]
        self.fields["minutes"].initial = str(USUAL)

    def slot(self) -> Slot:
        values = self.cleaned_data
        start = moment_of(values["on"], values["starts"])
        return Slot(start, start + timedelta(minutes=values["minutes"]), values["place"])


class GroupForm(WorkerForm, WhatForm, WhenForm):
    """What, with whom, and when."""

    field_order = ("title", "avec", "on", "starts", "minutes", "places", "kind", "place")


class MoveGroupForm(WhenForm, VersionedForm):
    """Another time or place of a meeting: a colleague may have been quicker."""


def times_of_group(group: GroupMeeting) -> dict[str, Any]:
    """When and where a meeting is, as its form shows it."""
    begins = timezone.localtime(group.booking.starts_at)
    length = int(group.booking.length.total_seconds() // 60)
    values = {"on": begins.date(), "starts": begins.time(), "minutes": length, "place": group.booking.place}
    return values | {"version": stamp(values)}


def values_of_group(group: GroupMeeting) -> dict[str, Any]:
    """A meeting as its form shows it."""
    values = {name: getattr(group, name) for name in ("title", "places", "kind")}
    return values | {"version": stamp(values)}


class PeopleForm(HouseForm):
    """Who gets a place, among one's people."""

    people = ManyRowsField(
        label=_("Personnes"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une personne.")},
    )
    is_discreet = discreet_field()

    def __init__(self, people: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]


class GroupChoiceForm(HouseForm):
    """One of the group meetings that have a place left; `offered` are counted. It says how many, never who."""

    group = forms.ChoiceField(
        label=_("Quand"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Cette séance n'a plus de place. Choisissez-en une autre."),
            "required": _("Choisissez une séance."),
        },
    )

    def __init__(self, offered: Iterable[GroupMeeting], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.offered = {str(one.pk): one for one in offered}
        self.fields["group"].choices = [(key, self.words(one)) for key, one in self.offered.items()]  # type: ignore[attr-defined]

    def words(self, one: GroupMeeting) -> str:
        left = one.places - one.taken  # type: ignore[attr-defined]
        places = ngettext("%(n)s place", "%(n)s places", left) % {"n": left}
        when = formats.moment(one.booking.starts_at)
        return f"{when[:1].upper()}{when[1:]} · {one.title} · {places}"

    def chosen(self) -> GroupMeeting | None:
        return self.offered.get(self.cleaned_data["group"])


class JoinForm(GroupChoiceForm):
    """The same for a colleague, who sees with whom; or the person is invited to choose among those of one of them."""

    is_discreet = discreet_field()

    def __init__(self, offered: Iterable[GroupMeeting], *arguments: Any, may_invite: bool = True, **named: Any) -> None:
        super().__init__(offered, *arguments, **named)
        self.workers = {f"avec-{one.worker_id}": one.worker for one in self.offered.values()} if may_invite else {}
        said = gettext("Pas encore : inviter la personne à choisir, avec %(who)s")
        self.fields["group"].choices += [(key, said % {"who": who}) for key, who in self.workers.items()]  # type: ignore[attr-defined]

    def words(self, one: GroupMeeting) -> str:
        return f"{super().words(one)} · {one.worker}"

    @property
    def inviting(self) -> User | None:
        """Whose meetings the person chooses among."""
        return self.workers.get(self.cleaned_data["group"])


class NoteGroupForm(HouseForm):
    """What became of each place, all at once: the usual answer is that the person came."""

    def __init__(self, rows: Iterable[Appointment], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.rows = list(rows)
        for one in self.rows:
            self.fields[f"suite-{one.pk}"] = forms.ChoiceField(
                label=str(one.person), choices=NOTED, initial=Stage.SEEN, widget=forms.RadioSelect
            )
            self.fields[f"mot-{one.pk}"] = forms.CharField(
                label=gettext("Ce qui a été dit (%(name)s)") % {"name": one.person}, max_length=200, required=False
            )

    @property
    def lines(self) -> list[tuple[Appointment, Any, Any]]:
        return [(one, self[f"suite-{one.pk}"], self[f"mot-{one.pk}"]) for one in self.rows]

    def noted(self) -> dict[int, Noted]:
        values = self.cleaned_data
        return {one.pk: Noted(values[f"suite-{one.pk}"], values[f"mot-{one.pk}"]) for one in self.rows}


class CancelGroupForm(RemarkForm):
    """Why a meeting does not take place."""
