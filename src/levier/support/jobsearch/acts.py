"""Acts of a week that are to be encoded at Actiris: read from what exists, nothing is typed a second time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.register.people.models import Person
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.enums import ActKind, ApplicationKind
from levier.support.jobsearch.models import Application, Contract, Encoding
from levier.support.pathways.enums import Part
from levier.support.pathways.models import Goal, Pathway, Referent

FURTHEST = timedelta(days=366 * 20)


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with a person on a day. `number` is the row it was read from; `encoding` its tick, if any."""

    kind: ActKind
    number: int
    person: Person
    on: date
    detail: str = ""
    encoding: Encoding | None = None

    @property
    def key(self) -> str:
        """As a form sends it: "meeting:12"."""
        return f"{self.kind.value}:{self.number}"


def week_of(day: date) -> Period:
    """The week of a day, Monday to Sunday."""
    first = day - timedelta(days=day.weekday())
    return Period(first, first + timedelta(days=6))


def asked_week(text: str, today: date) -> Period:
    """The week of an address ("2026-W24"); the one of today when it says none, nonsense, or one twenty years away."""
    try:
        first = date.fromisoformat(f"{text}-1")
    except ValueError:
        return week_of(today)
    return week_of(first if abs(first - today) < FURTHEST else today)


def name_of(week: Period) -> str:
    """A week as an address says it: "2026-W24"."""
    year, number, _day = week.first.isocalendar()
    return f"{year}-W{number:02d}"


def acts_of(actor: Actor, week: Period, *, everybody: bool = False) -> list[Act]:
    """Acts of a week with the people of whom this colleague was the referent then, or with all: by day, then by name.

    One query a kind, and one for the ticks.
    """
    found = [
        Act(kind, row.pk, row.person, day_of(row), detail_of(row))
        for kind, rows, day_of, detail_of in _sources(actor, week, everybody)
        for row in rows.select_related("person")
    ]
    ticks = Encoding.objects.visible_to(actor).filter(number__in={act.number for act in found})
    known = {(one.kind, one.number): one for one in ticks.select_related("encoded_by")}
    whole = [
        Act(act.kind, act.number, act.person, act.on, act.detail, known.get((act.kind.value, act.number)))
        for act in found
    ]
    return sorted(whole, key=lambda act: (act.on, str(act.person), act.kind.value, act.number))


def left_over(actor: Actor, week: Period) -> int:
    """How many of one's own acts of a week are not ticked, in one query."""
    parts = [
        rows.exclude(_ticked(actor, kind)).order_by().values_list(Value(kind.value), "pk")
        for kind, rows, _day_of, _detail_of in _sources(actor, week, everybody=False)
    ]
    count: int = parts[0].union(*parts[1:], all=True).count()
    return count


def _ticked(actor: Actor, kind: ActKind) -> Exists:
    return Exists(Encoding.objects.visible_to(actor).filter(kind=kind.value, number=OuterRef("pk")))


Source = tuple[ActKind, Any, Callable[[Any], date], Callable[[Any], str]]


def _sources(actor: Actor, week: Period, everybody: bool) -> Iterator[Source]:
    """For each kind: its rows of the week, and how a row gives its day and a word more."""
    days, whose = (week.first, week.last), Q() if everybody else Q(person__in=_accompanied(actor, week))

    def rows(model: Any, **asked: Any) -> Any:
        return model.objects.visible_to(actor).filter(whose, **asked)

    met = rows(Appointment, seen_at__isnull=False, **week.moments_of("booking__starts_at")).select_related("booking")
    tried = {kind: rows(Application, on__range=days, kind=kind) for kind in ApplicationKind}
    yield ActKind.OPENED, rows(Pathway, opened_on__range=days), lambda one: one.opened_on, _nothing
    yield ActKind.MEETING, met, lambda one: timezone.localdate(one.agreed.starts_at), _place
    yield ActKind.PLAN, rows(Goal, **week.moments_of("made_at")), lambda one: timezone.localdate(one.made_at), str
    yield ActKind.CONTRACT, rows(Contract, signed_on__range=days), lambda one: one.signed_on, lambda one: one.goal
    yield ActKind.APPLICATION, tried[ApplicationKind.APPLICATION], lambda one: one.on, str
    yield ActKind.CONTACT, tried[ApplicationKind.CONTACT], lambda one: one.on, str
    yield ActKind.CLOSED, rows(Pathway, closed_on__range=days), lambda one: one.closed_on, _nothing


def _nothing(row: Any) -> str:
    return ""


def _place(row: Appointment) -> str:
    return str(row.get_kind_display())


def _accompanied(actor: Actor, week: Period) -> Any:
    """People of whom this colleague was the referent on one day of the week at least."""
    parts = Referent.objects.visible_to(actor).filter(
        Q(ended_on=None) | Q(ended_on__gte=week.first),
        user=actor.user_id,
        part=Part.REFERENT,
        started_on__lte=week.last,
    )
    return parts.values("pathway__person")
