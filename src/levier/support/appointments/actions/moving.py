"""A group meeting is put at another time, or in another place: everybody keeps their place, and is told."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo, book, finish_todos, release, tie
from levier.register.agenda.models import Booking
from levier.register.agenda.slots import Slot
from levier.support.appointments.actions.appointments import held, reminding_about, tell
from levier.support.appointments.actions.places import demand_to_come, held_group
from levier.support.appointments.actions.writing import mail_or_how, phone_of, send
from levier.support.appointments.enums import Stage
from levier.support.appointments.messages import moved_of
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.appointments.standing import at_stage
from levier.support.pathways.rules import WRITE_PATHWAYS

KIND = "appointments.moved"


@transaction.atomic
def move_group(*, by: Actor, group: GroupMeeting, slot: Slot, at: datetime) -> GroupMeeting:
    """Take another time of the colleague, or say another place. Who has a place keeps it and is told in their language:
    by mail where one leads safely, else by a task for the colleague. They are reminded anew.

    Raises Taken when the colleague has something else then, Refused, or ValidationError: nothing is then written.
    """
    demand_permission(by, WRITE_PATHWAYS)
    found = held_group(by, group)
    demand_to_come(found, at)
    former = found.booking
    if (former.starts_at, former.ends_at, former.place) == (slot.starts_at, slot.ends_at, slot.place):
        raise Refused(_("La séance est déjà à ce moment et à cet endroit : changez l'un ou l'autre."))
    release(by=by, booking=former, at=at)  # given back first: a quarter of an hour later meets the time that it had
    found.booking = book(
        by=by,
        worker=found.worker,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        title=former.title,
        place=slot.place,
        at=at,
    )
    found.keep()
    tie(by=by, booking=found.booking, about=reference(found), link=reverse("appointments:group", args=[found.pk]))
    record(by=by, verb="group.moved", object=reference(found), at=at)
    for one in Appointment.objects.visible_to(by).filter(at_stage(Stage.PLANNED, at), group=found).order_by("pk"):
        _bring(by, held(by, one), found.booking, at)
    return found


def _bring(by: Actor, row: Appointment, booking: Booking, at: datetime) -> None:
    before = row.agreed.starts_at
    if before != booking.starts_at:
        row.moved_from = before
    row.booking, row.booked_at, row.reminded_at, row.confirmed_at = booking, at, None, None
    row.keep()
    finish_todos(by=by, about=reminding_about(row), at=at)
    tell(by, "appointment.moved", row, at)
    to, how = mail_or_how(row.person, at)
    if to is None:
        title = _("Prévenir une personne que sa séance est déplacée (%(how)s)") % {"how": how}
        link = reverse("appointments:appointment", args=[row.pk])
        on, about = timezone.localdate(at), reference(booking)
        add_todo(by=by, title=title[:200], owner=row.worker, due_on=on, about=about, link=link, at=at)
        return
    text = moved_of(row, phone=phone_of(by))
    words = (to.address, text.language, text.subject, text.body)
    send(by, Letter(KIND, f"{KIND}:{booking.pk}:{row.pk}", *words, is_discreet=row.says_nothing_of_us), at)
