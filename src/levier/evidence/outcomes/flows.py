"""What follows what: from which project or activity people go to which, where they stop, and what was proposed to them.

A stay is a participation in a project, or an enrolment in an activity that belongs to no project.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from levier.activity.activities.models import Activity, Enrolment
from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Participation
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.support.pathways.enums import OPEN_STEPS, StepState
from levier.support.pathways.models import Step

Place = tuple[str, int]
"""("project", id) or ("activity", id)."""
ACTIVITY = "activities.activity:"


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody somewhere, from a day; `end` is None while they are there."""

    person: int
    place: Place
    start: date
    end: date | None


@dataclass(slots=True)
class Leaving:
    """Of those who left one place in the period: `goes` holds the days until the next stay, by the name of where."""

    name: str
    stops: int = 0
    goes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def went(self) -> int:
        return sum(map(len, self.goes.values()))

    @property
    def left(self) -> int:
        return self.stops + self.went


@dataclass(frozen=True, slots=True)
class Flow:
    """People who went from one place to another, and the median of the days between."""

    source: str
    target: str
    people: int
    days: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """Steps of plans that wait for an activity: how many were proposed in the period, and what became of them."""

    name: str
    proposed: int
    done: int
    refused: int
    waiting: int


def leavings_of(actor: Actor, period: Period) -> list[Leaving]:
    """Places that somebody left in the period, those that most people left first; in four queries."""
    by_person: dict[int, list[Stay]] = defaultdict(list)
    for stay in _stays(actor, period):
        by_person[stay.person].append(stay)
    names = _names(actor, {one.place for stays in by_person.values() for one in stays})
    found: dict[str, Leaving] = {}
    for stays in by_person.values():
        for stay, after in _followed(sorted(stays, key=lambda one: (one.start, one.place)), period):
            leaving = found.setdefault(names[stay.place], Leaving(names[stay.place]))
            if after is None:
                leaving.stops += 1
            else:
                leaving.goes[names[after.place]].append(max((after.start - (stay.end or after.start)).days, 0))
    return sorted(found.values(), key=lambda one: (-one.left, one.name))


def flows_of(leavings: Iterable[Leaving]) -> list[Flow]:
    """Each way that somebody went, the most travelled first."""
    found = [Flow(one.name, to, len(days), round(median(days))) for one in leavings for to, days in one.goes.items()]
    return sorted(found, key=lambda one: (-one.people, one.source, one.target))


def proposed_of(actor: Actor, period: Period) -> list[Proposed]:
    """By activity: steps that plans proposed in the period, done, refused or still waiting; the most proposed first."""
    made = Step.objects.visible_to(actor).filter(closes_with__startswith=ACTIVITY, **period.moments_of("made_at"))
    grouped = made.order_by("closes_with").values_list("closes_with")
    rows = grouped.annotate(
        proposed=Count("pk"),
        done=Count("pk", filter=Q(state=StepState.DONE)),
        refused=Count("pk", filter=Q(state=StepState.DROPPED)),
        waiting=Count("pk", filter=Q(state__in=OPEN_STEPS)),
    )
    counted = {int(key.removeprefix(ACTIVITY)): numbers for key, *numbers in rows}
    titles = Activity.objects.visible_to(actor).in_bulk(counted)
    found = [Proposed(titles[pk].title, *numbers) for pk, numbers in counted.items() if pk in titles]
    return sorted(found, key=lambda one: (-one.proposed, one.name))


def ways_from(actor: Actor, places: Iterable[Place], period: Period) -> dict[Place, dict[Place, int]]:
    """{where from: {where to: people}} of those who left these places in the period; in two queries."""
    asked = set(places)
    by_person: dict[int, list[Stay]] = defaultdict(list)
    for stay in _stays(actor, period, asked) if asked else ():
        by_person[stay.person].append(stay)
    people: dict[Place, dict[Place, set[int]]] = defaultdict(lambda: defaultdict(set))
    for person, stays in by_person.items():
        for stay, after in _followed(sorted(stays, key=lambda one: (one.start, one.place)), period):
            if after is not None and stay.place in asked:
                people[stay.place][after.place].add(person)
    return {source: {to: len(who) for to, who in ways.items()} for source, ways in people.items()}


def stays_of(actor: Actor, person: Any) -> list[Stay]:
    """Where somebody is and was, in two queries."""
    return list(_told(actor, Q(person=person)))


def _followed(stays: list[Stay], period: Period) -> Iterator[tuple[Stay, Stay | None]]:
    """Stays that ended in the period, each with the next one elsewhere. Whoever is elsewhere already goes there."""
    for number, stay in enumerate(stays):
        if stay.end is None or stay.end not in period:
            continue
        elsewhere = [one for one in stays if one.place != stay.place]
        still = [one for one in elsewhere if one.start <= stay.end and (one.end is None or one.end > stay.end)]
        later = [one for one in stays[number + 1 :] if one.place != stay.place and one.start >= stay.end]
        yield stay, next(iter([*still, *later]), None)


def _stays(actor: Actor, period: Period, places: set[Place] | None = None) -> Iterator[Stay]:
    """Every stay of the people who left some place in the period, or one of these places."""
    days = (period.first, period.last)
    parts = Participation.objects.visible_to(actor).filter(exit_on__range=days)
    enrolled = Enrolment.objects.visible_to(actor).filter(activity__project=None, ended_on__range=days)
    if places is not None:
        parts = parts.filter(project__in=[pk for kind, pk in places if kind == "project"])
        enrolled = enrolled.filter(activity__in=[pk for kind, pk in places if kind == "activity"])
    left = Q(person__in=parts.order_by().values("person")) | Q(person__in=enrolled.order_by().values("person"))
    yield from _told(actor, left)


def _told(actor: Actor, whose: Q) -> Iterator[Stay]:
    """The stays of these people, in two queries."""
    rows: Any = Participation.objects.visible_to(actor).filter(whose).order_by("pk")
    for person, project, start, end in rows.values_list("person", "project", "entry_on", "exit_on"):
        yield Stay(person, ("project", project), start, end)
    rows = Enrolment.objects.visible_to(actor).filter(whose, activity__project=None).order_by("pk")
    for person, activity, start, made_at, end in rows.values_list(
        "person", "activity", "starts_on", "made_at", "ended_on"
    ):
        yield Stay(person, ("activity", activity), start or timezone.localdate(made_at), end)


def _names(actor: Actor, places: Iterable[Place]) -> dict[Place, str]:
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in places:
        keys[kind].add(key)
    projects = Project.objects.visible_to(actor).in_bulk(keys["project"]) if keys["project"] else {}
    activities = Activity.objects.visible_to(actor).in_bulk(keys["activity"]) if keys["activity"] else {}
    named = {("project", pk): f"{one.code} · {one.title}" for pk, one in projects.items()}
    return named | {("activity", pk): one.title for pk, one in activities.items()}
