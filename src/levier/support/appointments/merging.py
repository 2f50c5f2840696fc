"""Two files of one person made one: appointments follow, with what was offered for each, and go back."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.register.people.moving import move_rows, put_back
from levier.support.appointments.models import Appointment

TABLES = ("appointments.appointment",)


def summary(actor: Actor, person: Person) -> list[str]:
    """How many appointments a file holds."""
    count = Appointment.objects.visible_to(actor).filter(person=person).count()
    return [ngettext("%(n)s rendez-vous", "%(n)s rendez-vous", count) % {"n": count}] if count else []


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Any]:
    """All go to the kept file."""
    return {"Appointment": move_rows(Appointment, kept=kept, removed=removed)}


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Any], at: datetime) -> None:
    """They go back to the file they came from."""
    put_back(Appointment, moved["Appointment"], removed=removed)
