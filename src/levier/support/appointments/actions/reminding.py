"""People are written to: the link by which one chooses a time, and one reminder on the working day before."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter
from levier.foundation.kit.screens import reference
from levier.foundation.kit.working_days import last_working_day_before
from levier.register.agenda.actions import add_todo
from levier.register.agenda.models import Todo
from levier.register.agenda.slots import moment_of
from levier.register.people.reaching import recipient_of
from levier.support.appointments.actions.appointments import demand_stage, held, reminding_about
from levier.support.appointments.actions.writing import mail_or_how, phone_of, send
from levier.support.appointments.enums import Stage
from levier.support.appointments.messages import invitation_of, reminder_of
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import at_stage, state_of
from levier.support.pathways.rules import WRITE_PATHWAYS

REMINDER, INVITATION = "pathways.reminder", "pathways.invitation"
"""Kept with each letter that left: the names they had before the room was one."""
MORNING = time(8)
"""Nobody's phone rings before."""
FARTHEST = timedelta(days=9)
"""The working day before lies at most so far off: Christmas, a bridge and two week-ends."""


def reminded_from(starts_at: datetime) -> datetime:
    """The morning of the working day before."""
    return moment_of(last_working_day_before(timezone.localdate(starts_at)), MORNING)


def is_to_remind(appointment: Appointment, at: datetime) -> bool:
    """Is it the time to remind, and was the appointment agreed before? Who agreed the same day has it in mind."""
    if appointment.reminded_at or state_of(appointment, at).stage != Stage.PLANNED:
        return False
    begins = reminded_from(appointment.agreed.starts_at)
    return begins <= at and (appointment.booked_at or at) < begins


def to_remind(*, by: Actor, at: datetime) -> list[Appointment]:
    """Appointments whose person is to be reminded now."""
    rows = Appointment.objects.visible_to(by).filter(
        at_stage(Stage.PLANNED, at),
        reminded_at=None,
        booking__starts_at__lt=at + FARTHEST,
        person__merged_into=None,
        person__erased_at=None,
    )
    return [one for one in rows.select_related("booking").order_by("booking__starts_at", "pk") if is_to_remind(one, at)]


@transaction.atomic
def remind_of(*, by: Actor, appointment: Appointment, at: datetime) -> bool:
    """Write the reminder, or ask the colleague to give it where no mail leads safely; was there one to give?

    Once for each time that an appointment has had, however often this runs.
    """
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    if not is_to_remind(row, at):
        return False
    to, how = mail_or_how(row.person, at)
    if to is None:
        return _ask(by, row, how, timezone.localdate(at), at)
    text = reminder_of(row, phone=phone_of(by))
    words = (to.address, text.language, text.subject, text.body)
    send(by, Letter(REMINDER, _key(row), *words, is_discreet=row.says_nothing_of_us), at)
    row.reminded_at = at
    row.keep()
    record(by=by, verb="appointment.reminded", object=reference(row), change={"person": row.person_id}, at=at)
    return True


@transaction.atomic
def send_invitation(*, by: Actor, appointment: Appointment, url: str, at: datetime) -> Appointment:
    """Send the link by mail, once a day at most. Raises Refused where no mail leads safely to the person."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.INVITED)
    to = recipient_of(row.person, on=timezone.localdate(at), ways=("mail",))
    if to.way != "mail":
        raise Refused(_("Cette personne demande des lettres : imprimez la lettre, et donnez-la-lui."))
    text = invitation_of(row, phone=phone_of(by), url=url)
    key = f"{INVITATION}:{row.pk}:{timezone.localdate(at)}"
    words = (to.address, text.language, text.subject, text.body)
    send(by, Letter(INVITATION, key, *words, is_secret=True, is_discreet=row.says_nothing_of_us), at)
    record(by=by, verb="appointment.invited", object=reference(row), change={"person": row.person_id}, at=at)
    return row


def _key(row: Appointment) -> str:
    """One reminder for each time that an appointment has had; people of a group share theirs."""
    return f"{REMINDER}:{row.agreed.pk}:{row.pk}" if row.group_id else f"{REMINDER}:{row.agreed.pk}"


def _ask(by: Actor, row: Appointment, how: str, on: date, at: datetime) -> bool:
    """A task for the colleague, which names nobody; the page it leads to does."""
    about = reminding_about(row)
    if Todo.objects.visible_to(by).filter(about=about, made_at__gte=row.booked_at).exists():
        return False
    title = _("Rappeler un rendez-vous à la personne (%(how)s)") % {"how": how}
    link = reverse("appointments:appointment", args=[row.pk])
    add_todo(by=by, title=title[:200], owner=row.worker, due_on=on, about=about, link=link, at=at)
    return True
