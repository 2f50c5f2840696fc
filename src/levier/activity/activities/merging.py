"""Two files of one person made one: enrolments, attendances, waiting follow; one of each per activity and session."""

from datetime import datetime

from django.utils.translation import ngettext

from levier.activity.activities.absences import signal_absences
from levier.activity.activities.enums import Presence, SessionKind
from levier.activity.activities.models import (
    Attendance,
    AttendanceNote,
    Enrolment,
    Notice,
    PartnerRequest,
    Session,
    WaitingEntry,
)
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import withdraw_todos
from levier.register.agenda.queries import todos_about
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
    """Move the six tables. Of two attendances at one session the longer stays: no hour is counted twice; of two
    places on one waiting list, the better one. What was signalled of absences is looked at anew."""
    before = _away(kept, removed)
    moved = {
        "enrolments": move_rows(Enrolment, kept=kept, removed=removed, same=("activity_id",)),
        "attendances": move_rows(
            Attendance, kept=kept, removed=removed, same=("session_id",), worth=lambda one: one.minutes
        ),
        "notes": move_rows(AttendanceNote, kept=kept, removed=removed),
        "notices": move_rows(Notice, kept=kept, removed=removed),
        "waiting": move_rows(
            WaitingEntry, kept=kept, removed=removed, same=("activity_id", "ended_at"), worth=_better_place
        ),
        "requests": move_rows(PartnerRequest, kept=kept, removed=removed),
    }
    _signal_anew(by, before, [kept], at)
    return moved


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Put the six tables back, and what was signalled of absences."""
    before = _away(kept, removed)
    put_back(Enrolment, moved["enrolments"], removed=removed)
    put_back(Attendance, moved["attendances"], removed=removed)
    put_back(AttendanceNote, moved["notes"], removed=removed)
    for name, table in (("notices", Notice), ("waiting", WaitingEntry), ("requests", PartnerRequest)):
        if name in moved:  # merges of before these were kept have none
            put_back(table, moved[name], removed=removed)
    _signal_anew(by, before | _away(kept, removed), [kept, removed], at)


def _away(*people: Person) -> dict[str, int]:
    """{a line that says absent: its activity} of these people."""
    rows = Attendance.objects.filter(person__in=people, presence=Presence.ABSENT).select_related("session")
    return {reference(one): one.session.activity_id for one in rows.order_by("pk")}


def _signal_anew(by: Actor, before: dict[str, int], people: list[Person], at: datetime) -> None:
    """Tasks about lines that say absent are withdrawn while they wait; those that still stand are made again."""
    withdraw_todos(by=house(by.organisation_id), todos=todos_about(by, before))
    for activity in sorted(set(before.values())):
        held = Session.objects.filter(activity=activity, kind=SessionKind.MOMENT, cancelled_at=None)
        there = held.filter(attendances__person__in=people).select_related("activity")
        last = there.order_by("-on", "-starts_at", "-pk").first()
        if last is not None:
            keys = [one.pk for one in people]
            signal_absences(by=by, session=last, people=keys, was_away=True, at=at)


def _better_place(one: WaitingEntry) -> tuple[bool, bool, float]:
    """Of two places on one list, the one that is offered something stays, else the one that comes first."""
    return one.offered_at is not None, one.prior_at is not None, -one.asked_at.timestamp()
