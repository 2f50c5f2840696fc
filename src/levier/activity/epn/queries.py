"""What pages ask of the digital space: the board of now, the label, what somebody did there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from levier.activity.epn.enums import OpeningKind, PrintsPer, StationState
from levier.activity.epn.gestures import MOST_MASTERY, areas
from levier.activity.epn.gestures import area_of as area_of_code
from levier.activity.epn.models import (
    Assessment,
    DayCount,
    HelpTopic,
    LabelMinimum,
    OpeningHours,
    RulesAcceptance,
    Space,
    Station,
    Visit,
)
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.screens import reference

MOST_INSIDE = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """A kind of opening held against what the label asks: minutes a week, and whether anybody checked the minimum."""

    kind: Any
    minutes: int
    asked: int
    is_confirmed: bool

    @property
    def is_met(self) -> bool:
        return self.minutes >= self.asked

    @property
    def lacking(self) -> int:
        return max(self.asked - self.minutes, 0)


@dataclass(slots=True)
class Board:
    """The space now: who sits where, who waits and about how long, what is free."""

    seated: list[Visit]
    waiting: list[tuple[Visit, int]]
    stations: list[tuple[Station, StationState]]

    @property
    def free(self) -> list[Station]:
        return [one for one, state in self.stations if state == StationState.FREE]


def measured_against_label(actor: Actor, hours: Iterable[OpeningHours], on: date) -> list[Measured]:
    """For each kind for which the label asks something on that day, in the order of kinds."""
    minima: dict[str, LabelMinimum] = {}
    for one in LabelMinimum.objects.visible_to(actor).filter(starts_on__lte=on).order_by("starts_on", "pk"):
        minima[one.kind] = one
    opened = list(hours)
    return [
        Measured(
            kind,
            sum(one.minutes for one in opened if one.kind == kind),
            minima[kind].minutes,
            minima[kind].is_confirmed,
        )
        for kind in OpeningKind
        if kind in minima
    ]


def board_of(actor: Actor, space: Space, now: datetime) -> Board:
    """Two questions to the database: visits that go on, and stations."""
    rows = Visit.objects.visible_to(actor).filter(space=space, ended_at=None, on=timezone.localdate(now))
    inside = list(rows.select_related("person", "station").order_by("ticket", "pk")[:MOST_INSIDE])
    taken = {one.station_id for one in inside if one.station_id}
    stations = [(one, _state(one, taken)) for one in Station.objects.visible_to(actor).filter(space=space)]
    seated = [one for one in inside if not one.is_waiting]
    waits = expected_waits(seated, sum(state == StationState.FREE for _one, state in stations), space, now)
    queue = [one for one in inside if one.is_waiting]
    return Board(seated, [(one, next(waits)) for one in queue], stations)


def expected_waits(seated: Iterable[Visit], free: int, space: Space, now: datetime) -> Any:
    """Minutes that the first, second, third... in the queue may have to wait: as places come free, each then taken."""
    ends = [now] * free + sorted(max(one.until, now) for one in seated if one.station_id and one.until)
    stretch = timedelta(minutes=space.visit_minutes)
    while True:
        first = min(ends, default=now + stretch)
        yield max(0, round((first - now).total_seconds() / 60))
        if ends:
            ends.remove(first)
        ends.append(first + stretch)


def is_open_now(hours: Iterable[OpeningHours], now: datetime) -> OpeningHours | None:
    """The hours that hold at this moment, if any."""
    local = timezone.localtime(now)
    return next(
        (one for one in hours if one.weekday == local.weekday() and one.starts <= local.time() < one.ends), None
    )


def free_pages_left(actor: Actor, visit: Visit) -> int:
    """Pages that are still free for this visit, or for this person this month."""
    space, printed = visit.space, visit.prints
    if space.prints_per == PrintsPer.PERSON and visit.person_id:
        month = visit.on.replace(day=1)
        rows = Visit.objects.visible_to(actor).filter(person=visit.person_id, on__gte=month, on__lte=visit.on)
        printed = rows.aggregate(sum=Sum("prints"))["sum"] or 0
    return max(0, space.free_prints - printed)


def without_rules(actor: Actor, visits: Iterable[Visit]) -> set[int]:
    """Of the people of these visits, those who have not said yes to the rules of the house."""
    people = {one.person_id for one in visits if one.person_id}
    said = RulesAcceptance.objects.visible_to(actor).filter(person__in=people).values_list("person", flat=True)
    return people - set(said)


def counts_of(actor: Actor, space: Space, on: date) -> dict[str, int]:
    """What was counted on a day, by kind."""
    rows = DayCount.objects.visible_to(actor).filter(space=space, on=on)
    return dict(rows.values_list("kind", "count"))


def topics(actor: Actor) -> QuerySet[HelpTopic]:
    """What help is noted under, today."""
    rows: QuerySet[HelpTopic] = HelpTopic.objects.visible_to(actor).filter(retired_on=None)
    return rows


def assessments_of(actor: Actor, person: Any) -> list[Assessment]:
    """Diagnoses of a person, the first one first, with their answers."""
    rows = Assessment.objects.visible_to(actor).filter(person=person)
    return list(rows.select_related("made_by").prefetch_related("answers").order_by("on", "pk"))


def before_that(actor: Actor, assessment: Assessment) -> Assessment | None:
    """The diagnosis of the same person that came before this one."""
    rows = Assessment.objects.visible_to(actor).filter(person=assessment.person_id)
    earlier = Q(on__lt=assessment.on) | Q(on=assessment.on, pk__lt=assessment.pk)
    found: Assessment | None = rows.filter(earlier).prefetch_related("answers").order_by("-on", "-pk").first()
    return found


def scores_of(assessment: Assessment) -> dict[str, int | None]:
    """Of each area the mean of what was seen, from 0 to 100; None where nothing was seen."""
    found: dict[str, list[int]] = {one.code: [] for one in areas()}
    for one in assessment.answers.all():
        found[area_of_code(one.code)].append(one.level)
    return {
        code: round(100 * sum(levels) / (MOST_MASTERY * len(levels))) if levels else None
        for code, levels in found.items()
    }


def weak_areas(assessment: Assessment) -> list[str]:
    """Areas in which most of what was seen needs help: below half."""
    return [code for code, score in scores_of(assessment).items() if score is not None and score < 50]


def last_visits(actor: Actor, person: Any) -> QuerySet[Visit]:
    """Visits of a person, the last one first."""
    rows: QuerySet[Visit] = Visit.objects.visible_to(actor).filter(person=person)
    return rows.select_related("space").order_by("-on", "-ticket", "-pk")


def to_visit(actor: Actor, today: date) -> list[tuple[str, str]]:
    """(reference, name) of the spaces: what a step of a plan may wait for."""
    return [(reference(one), one.name) for one in Space.objects.visible_to(actor)]


def _state(station: Station, taken: set[int]) -> StationState:
    if station.out_since:
        return StationState.OUT
    return StationState.IN_USE if station.pk in taken else StationState.FREE
