"""The facts from which one works out what could come next for somebody, and what was proposed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity
from levier.development.projects.enums import ProjectStatus
from levier.development.projects.models import Project
from levier.evidence.outcomes.enums import RefusedFor, Reply
from levier.evidence.outcomes.flows import ACTIVITY, Place, stays_of, ways_from
from levier.evidence.outcomes.following import MANY, Known, Obstacle, Offer, Suggestion, sources, suggested
from levier.evidence.outcomes.models import Proposal
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.register.people.models import Person
from levier.support.pathways.enums import HOLDS, ItemKind, Theme
from levier.support.pathways.models import Finding, StepItem
from levier.support.pathways.rules import SEE_PATHWAYS, read_by

YEARS = timedelta(days=3 * 365)
"""How far back one looks for ways that others went."""
ANSWERS = {
    ActivityKind.DIGITAL: Theme.DIGITAL,
    ActivityKind.LITERACY: Theme.LANGUAGE,
    ActivityKind.ORIENTATION: Theme.JOB_SEARCH,
}
"""Kinds of activity that answer a theme whatever their title. The others say it by the plans that chose them."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was proposed of one place in a period, and what people answered. `reasons` are counted, most given first."""

    name: str
    proposed: int
    accepted: int
    refused: int
    waiting: int
    reasons: tuple[tuple[str, int], ...]


def suggestions_for(actor: Actor, person: Person, proposals: Iterable[Proposal], today: date) -> list[Suggestion]:
    """What could come next for this person, to whom `proposals` were made; of obstacles those that one may read.

    Eight queries at most.
    """
    stays = tuple(stays_of(actor, person))
    proposed = {one.place for one in proposals}
    period = Period(today - YEARS, today)
    known = Known(
        stays, tuple(_obstacles(actor, person)), frozenset(proposed), ways_from(actor, sources(stays, today), period)
    )
    return suggested(offers_of(actor, today), known, today)


def offers_of(actor: Actor, today: date) -> list[Offer]:
    """The places that are open: projects that run, activities without project that go on or are to come. Three queries.

    What an activity of a project answers, its project answers.
    """
    going_on = Q(ends_on=None) | Q(ends_on__gte=today)
    running = Project.objects.visible_to(actor).filter(going_on, status=ProjectStatus.RUNNING).order_by("pk")
    # Who waits for a place comes before anybody to whom it is proposed now.
    seated = Count("enrolments", filter=Q(enrolments__ended_on=None), distinct=True)
    waiting = Count("waiting", filter=Q(waiting__end=""), distinct=True)
    rows = Activity.objects.visible_to(actor).filter(going_on).annotate(taken=seated + waiting).order_by("pk")
    activities = list(rows)
    answered = _answered_by(actor, activities)
    items: dict[Place, set[int]] = defaultdict(set)
    themes: dict[Place, set[str]] = defaultdict(set)
    for one in activities:
        items[_place(one)] |= answered.get(one.pk, set())
        if theme := ANSWERS.get(ActivityKind(one.kind)):
            themes[_place(one)].add(theme)
    found = [("project", one.pk, str(one), None, one.ends_on) for one in running]
    found += [
        ("activity", one.pk, one.title, max(one.capacity - one.taken, 0) if one.capacity else None, one.ends_on)
        for one in activities
        if one.project_id is None
    ]
    return [
        Offer((kind, pk), name, frozenset(items[kind, pk]), frozenset(themes[kind, pk]), free, ends_on)
        for kind, pk, name, free, ends_on in found
    ]


def proposals_of(actor: Actor, person: Person) -> QuerySet[Proposal]:
    """What was proposed to somebody, the last first."""
    rows = Proposal.objects.visible_to(actor).filter(person=person)
    found: QuerySet[Proposal] = rows.select_related("project", "activity", "made_by").order_by("-proposed_on", "-pk")
    return found


def answers_in(actor: Actor, period: Period) -> list[Answered]:
    """By place: what was proposed in the period, and the answers; the most proposed first. One query."""
    rows = Proposal.objects.visible_to(actor).filter(proposed_on__range=(period.first, period.last)).order_by()
    counts: dict[Place, dict[str, int]] = defaultdict(lambda: dict.fromkeys((*Reply.values, *_REFUSALS), 0))
    names: dict[Place, str] = {}
    for project, code, title, activity, other, reply, why, count in rows.values_list(
        "project", "project__code", "project__title", "activity", "activity__title", "reply", "refused_for"
    ).annotate(n=Count("pk")):
        place = ("project", project) if project else ("activity", activity)
        names[place] = f"{code} · {title}" if project else other
        counts[place][reply] += count
        if why:
            counts[place][f"for:{why}"] += count
    found = [_answered_in(names[place], numbers) for place, numbers in counts.items()]
    return sorted(found, key=lambda one: (-one.proposed, one.name.casefold()))


_REFUSALS = tuple(f"for:{code}" for code in RefusedFor.values)


def _answered_in(name: str, numbers: dict[str, int]) -> Answered:
    given = [(str(RefusedFor(code.removeprefix("for:")).label), numbers[code]) for code in _REFUSALS if numbers[code]]
    given.sort(key=lambda one: (-one[1], one[0]))
    waiting, accepted, refused = (numbers[reply] for reply in (Reply.WAITING, Reply.ACCEPTED, Reply.REFUSED))
    return Answered(name, waiting + accepted + refused, accepted, refused, waiting, tuple(given))


def _obstacles(actor: Actor, person: Person) -> Iterable[Obstacle]:
    if not SEE_PATHWAYS.allows(actor):
        return []
    rows = Finding.objects.visible_to(actor).current().filter(person=person, level__in=HOLDS)
    rows = rows.filter(read_by(actor, person), item__kind=ItemKind.OBSTACLE).select_related("item")
    return [Obstacle(one.item_id, one.item.theme, str(one.item)) for one in rows.order_by("item__order", "item_id")]


def _answered_by(actor: Actor, activities: list[Activity]) -> dict[int, set[int]]:
    """{activity: obstacles} that plans of three people or more have answered with it."""
    keys = [f"{ACTIVITY}{one.pk}" for one in activities]
    ties = StepItem.objects.visible_to(actor).filter(step__closes_with__in=keys, item__kind=ItemKind.OBSTACLE)
    counted = ties.order_by().values_list("step__closes_with", "item").annotate(n=Count("step__person", distinct=True))
    found: dict[int, set[int]] = defaultdict(set)
    for key, item, people in counted:
        if people >= MANY:
            found[int(key.removeprefix(ACTIVITY))].add(item)
    return found


def _place(one: Activity) -> Place:
    return ("project", one.project_id) if one.project_id else ("activity", one.pk)
