"""Two files of one person made one: enrolments and attendances follow; one of each per activity and session."""

from datetime import datetime

from django.utils.translation import ngettext

from levier.activity.activities.models import Attendance, AttendanceNote, Enrolment, Notice
from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.register.people.moving import Moved, move_rows, put_back


def summary(actor: Actor, person: Person) -> list[str]:
    """How many enrolments and attendances a file holds."""
    enrolled = Enrolment.objects.visible_to(actor).filter(person=person).count()
    came = Attendance.objects.visible_to(actor).filter(person=person).count()
    lines = [
        ngettext("%(n)s inscription", "%(n)s inscriptions", enrolled) % {"n": enrolled} if enrolled else "",
        ngettext("%(n)s séance", "%(n)s séances", came) % {"n": came} if came else "",
    ]
    return [line for line in lines if line]


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Moved]:
    """Move the four tables. Of two attendances at one session the longer stays: no hour is counted twice."""
    return {
        "enrolments": move_rows(Enrolment, kept=kept, removed=removed, same=("activity_id",)),
        "attendances": move_rows(
            Attendance, kept=kept, removed=removed, same=("session_id",), worth=lambda one: one.minutes
        ),
        "notes": move_rows(AttendanceNote, kept=kept, removed=removed),
        "notices": move_rows(Notice, kept=kept, removed=removed),
    }


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Put the four tables back."""
    put_back(Enrolment, moved["enrolments"], removed=removed)
    put_back(Attendance, moved["attendances"], removed=removed)
    put_back(AttendanceNote, moved["notes"], removed=removed)
    if "notices" in moved:  # merges of before these were kept have none
        put_back(Notice, moved["notices"], removed=removed)
