"""What an appointment became: confirmed, seen, excused, missed; and put right when the finger slipped."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import finish_todos
from levier.support.appointments.actions.appointments import demand_stage, give_back, held, reminding_about
from levier.support.appointments.actions.places import demand_places, held_group
from levier.support.appointments.enums import Stage
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import state_of
from levier.support.pathways.actions.accompaniment import touch
from levier.support.pathways.rules import WRITE_PATHWAYS

ENDS_REMINDING = ("reminded", "confirmed", "seen", "excused", "missed")
"""What makes it useless to remind somebody: they were, they said a word about it, or its time is over."""


@transaction.atomic
def confirm_appointment(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """The person says that they will come. Raises Refused unless it is planned."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.PLANNED)
    row.confirmed_at = row.confirmed_at or at
    _keep(by, row, "confirmed", at)
    return row


@transaction.atomic
def note_reminded(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """The person was reminded by a colleague, by phone or by letter: the task that asked for it is done.

    Raises Refused unless it is planned.
    """
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.PLANNED)
    row.reminded_at = at
    _keep(by, row, "reminded", at)
    return row


@transaction.atomic
def mark_seen(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """The person came: there was news of them that day. From the day of the appointment on; raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.PLANNED, Stage.TO_NOTE)
    on = timezone.localdate(row.agreed.starts_at)
    if on > timezone.localdate(at):
        raise Refused(_("Ce jour n'est pas encore là : notez ce qui a eu lieu."))
    row.seen_at = at
    touch(by=by, person=row.person, on=on)
    _keep(by, row, "seen", at)
    return row


@transaction.atomic
def mark_excused(*, by: Actor, appointment: Appointment, remark: str, at: datetime) -> Appointment:
    """The person says that they cannot come, or could not; before its time, the time is free again. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.PLANNED, Stage.TO_NOTE)
    row.excused_at, row.remark = at, remark
    if row.agreed.starts_at > at:
        give_back(by, row, at)
    touch(by=by, person=row.person, on=timezone.localdate(at))
    _keep(by, row, "excused", at)
    return row


@transaction.atomic
def mark_missed(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """The person did not come and did not say so. Once its time has come; raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.TO_NOTE)
    row.missed_at = at
    _keep(by, row, "missed", at)
    return row


@transaction.atomic
def take_back_outcome(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """It was noted by mistake: the appointment stands as before. The last news of the person stay as they are.

    Raises Refused for what cannot be taken back: a time that was given away, or an appointment that another follows.
    """
    demand_permission(by, WRITE_PATHWAYS)
    group = held_group(by, appointment.group_id) if appointment.group_id else None
    row = held(by, appointment)
    demand_stage(row, at, Stage.SEEN, Stage.MISSED, Stage.EXCUSED)
    if group and row.excused_at:
        demand_places(group)  # the place of who was excused may be another person's by now
    if row.agreed.released_at or Appointment.objects.visible_to(by).filter(relaunches=row).exists():
        raise Refused(_("Ce rendez-vous ne se reprend plus : planifiez-en un autre."))
    row.seen_at = row.missed_at = row.excused_at = None
    row.remark = ""
    _keep(by, row, "taken_back", at)
    return row


def may_take_back(appointment: Appointment, now: datetime) -> bool:
    """Would `take_back_outcome` be refused? For an appointment loaded with its booking and its follower."""
    is_noted = state_of(appointment, now).stage in (Stage.SEEN, Stage.MISSED, Stage.EXCUSED)
    return is_noted and appointment.agreed.released_at is None and not hasattr(appointment, "relaunched_by")


def _keep(by: Actor, row: Appointment, what: str, at: datetime) -> None:
    row.keep()
    record(by=by, verb=f"appointment.{what}", object=reference(row), change={"person": row.person_id}, at=at)
    if what in ENDS_REMINDING:
        finish_todos(by=by, about=reminding_about(row), at=at)
