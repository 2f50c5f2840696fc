"""What the room shows elsewhere: on a project's page, on a participation's, on a person's."""

from typing import Any

from django.utils import timezone

from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.queries import participations_of, shares_of
from levier.evidence.reports.periods import asked_period
from levier.evidence.reports.queries import scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.standing import Question, Standing, standings
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.once import once
from levier.foundation.kit.screens import HouseRequest

MOST = 5


def of_project(request: HouseRequest, project: Any) -> dict[str, Any] | None:
    """Panel of a project's page: the way to its report."""
    return {"project": project} if project.rule_set in rule_sets() else None


def of_participation(request: HouseRequest, participation: Any) -> dict[str, Any] | None:
    """Panel of a participation: in which figures it counts, and why not in the others."""
    found = _standings([participation], asked_period(request))
    return found[0] if found else None


def of_person(request: HouseRequest, person: Any) -> dict[str, Any] | None:
    """Panel of a person's page: the same, project by project, when it is asked (`?chiffres=1`).

    Never in the page's own period, for it has none.
    """
    held = once(person, "outcomes.participations", lambda: participations_of(request.actor, person))
    if "chiffres" not in request.GET:
        return {"found": []} if any(one.project.rule_set in rule_sets() for one in held[:MOST]) else None
    found = _standings(held[:MOST], None)
    return {"found": found} if found else None


def _standings(participations: list[Participation], asked: Period | None) -> list[dict[str, Any]]:
    """Of those that are counted by rules: four queries, however many they are."""
    known = [one for one in participations if one.project.rule_set in rule_sets()]
    if not known:
        return []
    shares = shares_of(known[0].organisation_id)
    questions = {one: _question(one, asked, shares) for one in known}
    stand = standings(list(questions.values()))
    return [
        {
            "participation": one,
            "period": question.period,
            "rule_set": question.rule_set,
            "counted": [each.indicator for each in stand[one.pk] if each.is_counted],
            "reasons": _by_reason([each for each in stand[one.pk] if not each.is_counted]),
        }
        for one, question in questions.items()
    ]


def _question(participation: Participation, asked: Period | None, shares: dict[str, int]) -> Question:
    rule_set = rule_sets()[participation.project.rule_set]
    scope = scope_of(participation.project, rule_set, shares)
    return Question(scope, rule_set, asked or _whole(participation), (participation.pk,), rule_set.indicators)


def _by_reason(standings: list[Standing]) -> list[tuple[str, list[Standing]]]:
    """Standings under each reason, in the order of the figures: one reason often explains many."""
    found: dict[str, list[Standing]] = {}
    for one in standings:
        found.setdefault(one.why_not, []).append(one)
    return list(found.items())


def _whole(participation: Participation) -> Period:
    """From the first day of the entry's year to the last day of the exit's, or of this one."""
    last = participation.exit_on or max(timezone.localdate(), participation.entry_on)
    return Period(participation.entry_on.replace(month=1, day=1), last.replace(month=12, day=31))
