"""Sheets: what a trainer notes of a session, in bulk for the past year, through the house's own action of late."""

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from levier.activity.activities.actions import learn_words
from levier.activity.activities.attendance import Entry, expected, record_attendance
from levier.activity.activities.enums import CAME, Presence, SessionKind
from levier.activity.activities.models import Activity, Attendance, AttendanceNote, Enrolment, Session
from levier.config.demonstration import names
from levier.config.demonstration.people import moment
from levier.config.demonstration.programme import Planned
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for

LATELY = timedelta(days=7)
"""Sheets of the last days are noted one by one, so that the journal tells them."""
WAITING = 50
"""The two sheets that wait for their presences in a house that is told hold less than these."""
FEWEST = 4
"""A group of less does not meet."""
SEEN = (Presence.PRESENT, Presence.LATE, Presence.LEFT, Presence.EXCUSED, Presence.ABSENT)


def keep_year(
    house: Organisation,
    planned: list[Planned],
    enrolments: list[Enrolment],
    seated: list[list[list[int]]],
    wanted: int,
    today: date,
    dice: random.Random,
    *,
    is_told: bool,
) -> None:
    """Save activities, sessions, enrolments, and `wanted` presences of the newest past sessions; older ones are left.

    `is_told`: the last days stay to be noted one by one, and each word leaves its note.
    """
    until = today - LATELY if is_told else today
    lines: list[tuple[Session, list[int]]] = [
        (session, people)
        for one, days in zip(planned, seated, strict=True)
        for session, people in zip(one.sessions, days, strict=True)
    ]
    newest = _newest(lines, wanted + (WAITING if is_told else 0), today)
    kept = [(session, people) for session, people in lines if session.on >= today or id(session) in newest]
    begun: dict[int, date] = {}
    for session, _people in kept:
        begun.setdefault(id(session.activity), session.on)
    for one in planned:
        one.activity.starts_on = begun.get(id(one.activity), one.activity.starts_on)
    Activity.objects.bulk_create([one.activity for one in planned])
    learn_words(house.pk, (one.activity.search for one in planned))
    for session, people in kept:
        session.activity_id = session.activity.pk
        session.closed_at = session.ends_at if session.on < until and people else None
    Session.objects.bulk_create([session for session, _people in kept], batch_size=2_000)
    for enrolment in enrolments:
        enrolment.activity_id = enrolment.activity.pk
    Enrolment.objects.bulk_create(enrolments, batch_size=5_000)
    rows = [row for session, people in kept if session.on < until for row in _rows(session, people, dice)]
    Attendance.objects.bulk_create(rows, batch_size=5_000)
    if is_told:
        AttendanceNote.objects.bulk_create(map(_noted, rows), batch_size=5_000)


def unnoted(house: Organisation, first: date, last: date) -> "QuerySet[Session]":
    """Sessions of these days whose sheet nobody has touched, in the order of their ends."""
    rows = Session.objects.filter(
        organisation=house,
        kind=SessionKind.MOMENT,
        on__range=(first, last),
        closed_at=None,
        cancelled_at=None,
        attendances=None,
    )
    found: QuerySet[Session] = rows.select_related("trainer").order_by("ends_at", "pk")
    return found


def end_of(session: Session) -> datetime:
    """When its trainer sits down to note it."""
    return (session.ends_at or moment(session.on, 17)) + timedelta(minutes=5)


def note_sheet(house: Organisation, session: Session, dice: random.Random, at: datetime) -> None:
    """The trainer notes everybody expected, and closes the sheet."""
    people = list(expected(session).order_by("pk").values_list("person", flat=True))
    if people and session.trainer:
        entries = {person: entry_of(session.planned_minutes, dice) for person in people}
        by = actor_for(session.trainer, house)
        record_attendance(by=by, session=session, entries=entries, close=True, at=at)


def entry_of(planned: int, dice: random.Random) -> Entry:
    """What is noted of somebody: there most of the time, late by some minutes, excused with a reason."""
    presence = dice.choices(SEEN, weights=[74, 6, 3, 8, 9])[0]
    if presence == Presence.EXCUSED:
        return Entry(presence, 0, dice.choice(names.EXCUSES))
    lost = 0 if presence == Presence.PRESENT else dice.choice((10, 15, 20, 30, 45, 60))
    return Entry(presence, planned - lost if presence in CAME else 0)


def _newest(lines: list[tuple[Session, list[int]]], wanted: int, today: date) -> set[int]:
    """`id()` of the newest past sessions that hold `wanted` presences in all: less than one sheet more."""
    past = [(session, len(people)) for session, people in lines if session.on < today and len(people) >= FEWEST]
    found, held = set[int](), 0
    for session, count in sorted(past, key=lambda line: line[0].on, reverse=True):
        if held >= wanted:
            break
        found.add(id(session))
        held += count
    return found


def _rows(session: Session, people: list[int], dice: random.Random) -> Iterable[Attendance]:
    for person in people:
        entry = entry_of(session.planned_minutes, dice)
        yield Attendance(
            organisation_id=session.organisation_id,
            session=session,
            person_id=person,
            presence=entry.presence,
            minutes=entry.minutes or 0,
            reason=entry.reason,
            recorded_at=session.ends_at or session.starts_at or moment(session.on, 17),
            recorded_by=session.trainer,
        )


def _noted(row: Attendance) -> AttendanceNote:
    return AttendanceNote(
        organisation_id=row.organisation_id,
        session=row.session,
        person_id=row.person_id,
        presence=row.presence,
        minutes=row.minutes,
        reason=row.reason,
        source=row.source,
        happened_at=row.session.starts_at or row.recorded_at,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
