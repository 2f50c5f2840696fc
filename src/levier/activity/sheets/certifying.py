"""What a certificate says: the facts, as they are noted at that moment."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Attendance
from levier.activity.activities.models.sessions import HALF_DAY
from levier.activity.sheets.enums import CertificateKind
from levier.activity.sheets.models import Certificate
from levier.activity.sheets.registers import Pair, added
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.register.people.models import Person

Facts = dict[str, Any]


def month_of(day: date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))


def facts_of(rows: Iterable[Attendance]) -> Facts:
    """{"lines": [[day, activity, presence, minutes, half-days]], "days", "half_days", "minutes"} of noted presences.

    Absences are lines like the others: the certificate says what was. A total of a month has no day of its own.
    """
    lines: list[list[Any]] = []
    for one in rows:
        whole = one.session.kind == SessionKind.MOMENT and one.minutes
        halves = (2 if one.minutes > HALF_DAY else 1) if whole else 0
        lines.append([str(one.session.on), one.session.activity.title, one.presence, one.minutes, halves])
    there = [line for line in lines if line[4]]
    return {
        "lines": lines,
        "days": len({line[0] for line in there}),
        "half_days": sum(line[4] for line in there),
        "minutes": sum(line[3] for line in lines),
    }


def facts_of_month(actor: Actor, person: Person, period: Period) -> Facts:
    """All that was noted of a person in a period."""
    return facts_of(_noted(actor).filter(person=person, session__on__range=(period.first, period.last)))


def facts_of_activity(actor: Actor, person: Person, activity: int) -> Facts:
    """All that was noted of a person at an activity, to this day."""
    return facts_of(_noted(actor).filter(person=person, session__activity=activity))


def facts_added(actor: Actor, kind: str, pairs: Collection[Pair]) -> dict[Pair, Facts]:
    """What the room of a kind of certificate adds to it, nothing for a kind that has none."""
    return added[kind](actor, pairs) if kind in added and pairs else {}


def changed_since(actor: Actor, certificates: list[Certificate]) -> set[int]:
    """Of these certificates, those that no longer say what is noted. As many queries for three as for thirty."""
    held: dict[int, list[Attendance]] = {}
    for row in _noted(actor).filter(person__in={one.person_id for one in certificates}):
        held.setdefault(row.person_id, []).append(row)
    more: dict[tuple[str, Pair], Facts] = {}
    for kind in {one.kind for one in certificates}:
        pairs = {(one.person_id, one.activity_id) for one in certificates if one.kind == kind and one.activity_id}
        more |= {(kind, pair): facts for pair, facts in facts_added(actor, kind, pairs).items()}
    return {one.pk for one in certificates if _now(one, held, more) != one.said}


def _now(one: Certificate, held: dict[int, list[Attendance]], more: dict[tuple[str, Pair], Facts]) -> Facts:
    facts = facts_of(_within(one, held.get(one.person_id, [])))
    return facts | more.get((one.kind, (one.person_id, one.activity_id or 0)), {})


def _within(one: Certificate, rows: list[Attendance]) -> list[Attendance]:
    if one.kind != CertificateKind.MONTH:
        return [row for row in rows if row.session.activity_id == one.activity_id]
    return [row for row in rows if one.first_on <= row.session.on <= one.last_on]


def _noted(actor: Actor) -> Any:
    rows = Attendance.objects.visible_to(actor).filter(session__cancelled_at=None)
    return rows.select_related("session__activity").order_by("session__on", "session__starts_at", "session__pk")
