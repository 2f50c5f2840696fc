"""A colleague meets several people at once: it is opened, people get a place in it, all is noted in one go.

Who touches a place holds the group first, then the appointment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.foundation.accounts.models import User
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import book, release, tie
from levier.register.agenda.slots import Slot
from levier.register.people.models import Person
from levier.support.appointments.actions.appointments import (
    ANSWER_WITHIN,
    AppointmentDraft,
    begun,
    cancel_appointment,
    demand_stage,
    give_back,
    held,
    tell,
)
from levier.support.appointments.actions.meetings import mark_excused, mark_missed, mark_seen
from levier.support.appointments.actions.places import demand_places, demand_to_come, held_group
from levier.support.appointments.enums import Place, Side, Stage
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.appointments.standing import at_stage
from levier.support.pathways.rules import WRITE_PATHWAYS


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """What a group meeting is: what its people read, how many they may be, and where."""

    title: str
    places: int
    kind: str = Place.OFFICE


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of one person's place: Stage.SEEN, EXCUSED or MISSED, and what was said."""

    stage: str
    remark: str = ""


@transaction.atomic
def open_group(*, by: Actor, worker: User, draft: GroupDraft, slot: Slot, at: datetime) -> GroupMeeting:
    """Take time of a colleague for several people. Raises Taken, Refused, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    with override(settings.LANGUAGE_CODE):
        title = _("séance collective")
    booking = book(
        by=by, worker=worker, starts_at=slot.starts_at, ends_at=slot.ends_at, title=title, place=slot.place, at=at
    )
    made = GroupMeeting(
        organisation_id=by.organisation_id,
        worker=worker,
        booking=booking,
        made_at=at,
        made_by_id=by.user_id,
        **asdict(draft),
    )
    made.keep()
    tie(by=by, booking=booking, about=reference(made), link=reverse("appointments:group", args=[made.pk]))
    record(by=by, verb="group.opened", object=reference(made), at=at)
    return made


@transaction.atomic
def change_group(*, by: Actor, group: GroupMeeting, draft: GroupDraft, at: datetime) -> GroupMeeting:
    """Say it otherwise, or change how many places there are: never fewer than are taken. Raises Full, or Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    found = held_group(by, group)
    demand_to_come(found, at)
    taken = GroupMeeting.objects.counted().values_list("taken", flat=True).get(pk=found.pk)
    if draft.places < taken:
        raise Refused(_("%(n)s personnes ont déjà une place : gardez au moins autant de places.") % {"n": taken})
    for name, value in asdict(draft).items():
        setattr(found, name, value)
    found.keep()
    record(by=by, verb="group.changed", object=reference(found), at=at)
    return found


@transaction.atomic
def join_group(
    *, by: Actor, people: Iterable[Person], group: GroupMeeting, is_discreet: bool = False, at: datetime
) -> list[Appointment]:
    """Give these people a place, all or none. Raises Full, or Refused for somebody who has one already."""
    demand_permission(by, WRITE_PATHWAYS)
    found, asked = held_group(by, group), list(people)
    demand_to_come(found, at)
    _demand_new(by, found, asked)
    demand_places(found, len(asked))
    draft = AppointmentDraft(found.worker, found.kind, found.title, is_discreet)
    made = [begun(by, one, draft, None, at) for one in asked]
    for one in made:
        _seat(one, found, at)
        tell(by, "appointment.joined", one, at)
    return made


@transaction.atomic
def propose_group(*, by: Actor, person: Person, draft: AppointmentDraft, at: datetime) -> Appointment:
    """Invite somebody to choose among the group meetings of a colleague. Raises Refused when none has a place left."""
    demand_permission(by, WRITE_PATHWAYS)
    rows = GroupMeeting.objects.visible_to(by).standing().filter(worker=draft.worker, booking__starts_at__gt=at)
    if not any(one.taken < one.places for one in rows.counted()):
        raise Refused(_("Aucune séance à venir n'a encore une place : ouvrez d'abord une séance collective."))
    made = begun(by, person, draft, None, at)
    made.is_collective, made.invited_at = True, at
    made.expires_on = timezone.localdate(at) + ANSWER_WITHIN
    made.keep()
    tell(by, "appointment.proposed", made, at)
    return made


@transaction.atomic
def choose_group(
    *, by: Actor, appointment: Appointment, group: GroupMeeting, is_own: bool = False, at: datetime
) -> Appointment:
    """Give an invitation its place, or move somebody from one meeting to another; `is_own` when the person chose.

    Raises Full when somebody was quicker, or Refused.
    """
    demand_permission(by, WRITE_PATHWAYS)
    found = held_group(by, group)
    demand_to_come(found, at)
    row = held(by, appointment)
    demand_stage(row, at, Stage.INVITED, *(() if is_own else (Stage.EXPIRED, Stage.PLANNED)))
    _demand_new(by, found, [row.person])
    demand_places(found)
    former = row.booking
    if former is not None:
        give_back(by, row, at)
        row.moved_from, row.reminded_at, row.confirmed_at, row.sooner_since = former.starts_at, None, None, None
    row.worker, row.kind = found.worker, found.kind
    row.confirmed_at = at if is_own else None
    _seat(row, found, at)
    tell(by, "appointment.chosen" if is_own else "appointment.joined", row, at)
    return row


@transaction.atomic
def note_group(*, by: Actor, group: GroupMeeting, noted: Mapping[int, Noted], at: datetime) -> list[Appointment]:
    """Note what became of each place, by the number of its appointment, all or none. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    found = held_group(by, group)
    rows = Appointment.objects.visible_to(by).filter(group=found, pk__in=list(noted)).order_by("pk")
    done = []
    for one in rows:
        word = noted[one.pk]
        if word.stage == Stage.SEEN:
            done.append(mark_seen(by=by, appointment=one, at=at))
        elif word.stage == Stage.EXCUSED:
            done.append(mark_excused(by=by, appointment=one, remark=word.remark, at=at))
        else:
            done.append(mark_missed(by=by, appointment=one, at=at))
    return done


@transaction.atomic
def cancel_group(*, by: Actor, group: GroupMeeting, remark: str = "", at: datetime) -> GroupMeeting:
    """Give up a meeting before its time: each place is cancelled by us, and the time is free. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    found = held_group(by, group)
    demand_to_come(found, at)
    for one in Appointment.objects.visible_to(by).filter(at_stage(Stage.PLANNED, at), group=found).order_by("pk"):
        cancel_appointment(by=by, appointment=one, side=Side.HOUSE, remark=remark, at=at)
    found.cancelled_at = at
    found.keep()
    release(by=by, booking=found.booking, at=at)
    record(by=by, verb="group.cancelled", object=reference(found), at=at)
    return found


def _demand_new(by: Actor, group: GroupMeeting, people: list[Person]) -> None:
    there = Appointment.objects.visible_to(by).filter(
        group=group, cancelled_at=None, excused_at=None, person__in=[one.pk for one in people]
    )
    known = there.select_related("person").first()
    if known:
        raise Refused(_("%(name)s a déjà une place dans cette séance.") % {"name": known.person})


def _seat(row: Appointment, group: GroupMeeting, at: datetime) -> None:
    row.group, row.booking, row.booked_at = group, group.booking, at
    row.keep()
