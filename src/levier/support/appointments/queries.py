"""Appointments of somebody, and one's own."""

from datetime import datetime

from django.db.models import Q, QuerySet

from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.support.appointments.enums import Stage
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import at_stage, to_relaunch


def appointments_of(actor: Actor, person: Person) -> QuerySet[Appointment]:
    """Appointments of somebody, the latest first, with what follows each."""
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(actor).filter(person=person)
    return rows.select_related("person", "worker", "booking", "relaunched_by").order_by("-made_at", "-pk")


def own_appointments(actor: Actor) -> QuerySet[Appointment]:
    """Appointments of this colleague with people that one may meet."""
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(actor).filter(
        worker=actor.user_id, person__merged_into=None, person__erased_at=None
    )
    return rows.select_related("person", "booking", "group", "relaunched_by")


def pressing(actor: Actor, now: datetime, until: datetime) -> QuerySet[Appointment]:
    """Of one's own: those to come until a moment, those to note, and those to try again."""
    soon = at_stage(Stage.PLANNED, now) & Q(booking__starts_at__lt=until)
    return own_appointments(actor).filter(soon | at_stage(Stage.TO_NOTE, now) | to_relaunch(now))
