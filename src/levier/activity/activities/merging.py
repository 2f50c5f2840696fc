"""Two files of one person made one: enrolments, attendances, waiting follow; one of each per activity and session."""

from datetime import datetime

from django.utils.translation import ngettext

from levier.activity.activities.models import Attendance, AttendanceNote, Enrolment, Notice, WaitingEntry
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
    """Move the five tables. Of two attendances at one session the longer stays: no hour is counted twice; of two
    places on one waiting list, the better one."""
    return {
        "enrolments": move_rows(Enrolment, kept=kept, removed=removed, same=("activity_id",)),
        "attendances": move_rows(
            Attendance, kept=kept, removed=removed, same=("session_id",), worth=lambda one: one.minutes
        ),
        "notes": move_rows(AttendanceNote, kept=kept, removed=removed),
        "notices": move_rows(Notice, kept=kept, removed=removed),
        "waiting": move_rows(
            WaitingEntry, kept=kept, removed=removed, same=("activity_id", "ended_at"), worth=_better_place
        ),
    }


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Put the five tables back."""
    put_back(Enrolment, moved["enrolments"], removed=removed)
    put_back(Attendance, moved["attendances"], removed=removed)
    put_back(AttendanceNote, moved["notes"], removed=removed)
    for name, table in (("notices", Notice), ("waiting", WaitingEntry)):
        if name in moved:  # merges of before these were kept have none
            put_back(table, moved[name], removed=removed)


def _better_place(one: WaitingEntry) -> tuple[bool, bool, float]:
    """Of two places on one list, the one that is offered something stays, else the one that comes first."""
    return one.offered_at is not None, one.prior_at is not None, -one.asked_at.timestamp()
