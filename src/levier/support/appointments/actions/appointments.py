"""An appointment is proposed, planned, moved, given up, tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.foundation.accounts.models import User
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import book, release, tie
from levier.register.agenda.models import Booking
from levier.register.agenda.queries import free_slots
from levier.register.agenda.slots import Slot
from levier.register.people.models import Person
from levier.support.appointments.enums import Place, Stage
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import state_of
from levier.support.pathways.rules import WRITE_PATHWAYS

ANSWER_WITHIN = timedelta(days=14)
"""How long an invitation without a time waits for its answer."""


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """What is agreed beside the time."""

    worker: User
    kind: str = Place.OFFICE
    reason: str = ""
    is_discreet: bool = False

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def propose_appointment(
    *, by: Actor, person: Person, draft: AppointmentDraft, relaunches: Appointment | None = None, at: datetime
) -> Appointment:
    """Invite somebody without a time. Raises Refused when the colleague has no free moment before the answer is due."""
    demand_permission(by, WRITE_PATHWAYS)
    today = timezone.localdate(at)
    until = today + ANSWER_WITHIN
    if not free_slots(by, draft.worker, Period(today, until), after=at):
        said = _("%(name)s n'a aucun moment libre dans les deux semaines : ouvrez d'abord une plage de rendez-vous.")
        raise Refused(said % {"name": draft.worker})
    appointment = begun(by, person, draft, relaunches, at)
    appointment.invited_at, appointment.expires_on = at, until
    appointment.keep()
    tell(by, "appointment.proposed", appointment, at)
    return appointment


@transaction.atomic
def plan_appointment(
    *,
    by: Actor,
    person: Person,
    draft: AppointmentDraft,
    slot: Slot,
    relaunches: Appointment | None = None,
    at: datetime,
) -> Appointment:
    """Agree on a time at once. Raises Taken when somebody was quicker, Refused, or ValidationError: nothing is then
    written."""
    demand_permission(by, WRITE_PATHWAYS)
    appointment = begun(by, person, draft, relaunches, at)
    _take(by, appointment, slot, at)
    tell(by, "appointment.planned", appointment, at)
    return appointment


@transaction.atomic
def choose_time(*, by: Actor, appointment: Appointment, slot: Slot, at: datetime) -> Appointment:
    """Give an invitation its time, late answers too; or move what was planned. The person is reminded anew.

    Raises Taken, Refused for an appointment that has its outcome or whose time has come, or ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.INVITED, Stage.EXPIRED, Stage.PLANNED)
    former: Booking | None = row.booking
    if former is not None:
        # Given back first: a quarter of an hour later meets the time that it had.
        give_back(by, row, at)
        row.moved_from, row.reminded_at, row.confirmed_at = former.starts_at, None, None
        if slot.starts_at < former.starts_at:
            row.sooner_since = None
    row.group, row.is_collective = None, False
    _take(by, row, slot, at)
    tell(by, "appointment.moved" if former else "appointment.planned", row, at)
    return row


@transaction.atomic
def choose_own_time(*, by: Actor, appointment: Appointment, slot: Slot, at: datetime) -> Appointment:
    """The person chooses the time of an invitation, by its link: chosen is confirmed. Raises Taken, or Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.INVITED)
    row.confirmed_at = at
    _take(by, row, slot, at)
    tell(by, "appointment.chosen", row, at)
    return row


@transaction.atomic
def cancel_appointment(
    *, by: Actor, appointment: Appointment, side: str, remark: str = "", at: datetime
) -> Appointment:
    """Give up an appointment or an invitation: who did, and what was said. The time is free again. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.INVITED, Stage.EXPIRED, Stage.PLANNED)
    row.cancelled_at, row.cancelled_by, row.remark = at, side, remark
    row.keep()
    give_back(by, row, at)
    tell(by, "appointment.cancelled", row, at)
    return row


@transaction.atomic
def close_appointment(*, by: Actor, appointment: Appointment, remark: str, at: datetime) -> Appointment:
    """Decide that nothing follows a no-show, or an invitation without an answer, and why. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.MISSED, Stage.EXPIRED, Stage.EXCUSED)
    row.closed_at, row.remark = at, remark
    row.keep()
    tell(by, "appointment.closed", row, at)
    return row


def held(by: Actor, appointment: Appointment) -> Appointment:
    """The row again, locked for this transaction. Raises Refused for another association's."""
    # `no_key`: whoever waits for this row must not stop a row that points at it from being written.
    rows = Appointment.objects.visible_to(by).select_for_update(of=("self",), no_key=True).filter(pk=appointment.pk)
    found: Appointment | None = rows.select_related("person", "worker", "booking").first()
    if found is None:
        raise Refused(_("Ce rendez-vous n'existe pas."))
    return found


def give_back(by: Actor, row: Appointment, at: datetime) -> None:
    """The time of an appointment is free again; that of a group stays the others'."""
    if row.booking is not None and row.group_id is None:
        release(by=by, booking=row.booking, at=at)


def reminding_about(row: Appointment) -> str:
    """What the task that asks to remind somebody is about. A group shares its time: there, it is the person's place."""
    return reference(row) if row.group_id else reference(row.agreed)


def demand_stage(appointment: Appointment, at: datetime, *stages: Stage) -> None:
    """Raises Refused, saying where the appointment stands, unless it is at one of these stages."""
    standing = state_of(appointment, at)
    if standing.stage not in stages:
        raise Refused(standing.sentence)


def demand_untried(former: Appointment | None, at: datetime) -> None:
    """Raises Refused when something else follows this appointment already, or when it has no need of it."""
    if former is None:
        return
    demand_stage(former, at, Stage.MISSED, Stage.EXPIRED, Stage.EXCUSED, Stage.CANCELLED)
    if Appointment.objects.filter(organisation_id=former.organisation_id, relaunches=former).exists():
        raise Refused(_("Un autre rendez-vous suit déjà celui-ci."))


def begun(
    by: Actor, person: Person, draft: AppointmentDraft, relaunches: Appointment | None, at: datetime
) -> Appointment:
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise Refused(_("Cette personne n'existe pas."))
    former = held(by, relaunches) if relaunches else None
    demand_untried(former, at)
    return Appointment(
        organisation_id=by.organisation_id,
        person=person,
        relaunches=former,
        made_at=at,
        made_by_id=by.user_id,
        **draft.columns(),
    )


def _take(by: Actor, row: Appointment, slot: Slot, at: datetime) -> None:
    row.booking = book(
        by=by,
        worker=row.worker,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        title=title_of(),
        place=slot.place,
        at=at,
    )
    row.booked_at = at
    row.keep()
    tie(by=by, booking=row.booking, about=reference(row), link=reverse("appointments:appointment", args=[row.pk]))


def title_of() -> str:
    """What colleagues read in the agenda, in the language of the house whoever chose the time."""
    with override(settings.LANGUAGE_CODE):
        return _("rendez-vous")


def tell(by: Actor, verb: str, row: Appointment, at: datetime) -> None:
    record(by=by, verb=verb, object=reference(row), change={"person": row.person_id}, at=at)
