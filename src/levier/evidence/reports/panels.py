"""What the room shows elsewhere: on a project's page, on a participation's, on a person's."""

from typing import Any

from django.utils import timezone

from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.queries import participations_of
from levier.evidence.reports.periods import asked_period
from levier.evidence.reports.queries import scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.standing import Standing, standing_of
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.screens import HouseRequest

MOST = 5


def of_project(request: HouseRequest, project: Any) -> dict[str, Any] | None:
    """Panel of a project's page: the way to its report."""
    return {"project": project} if project.rule_set in rule_sets() else None


def of_participation(request: HouseRequest, participation: Any) -> dict[str, Any] | None:
    """Panel of a participation: in which figures it counts, and why not in the others."""
    return _standings(participation, asked_period(request))


def of_person(request: HouseRequest, person: Any) -> dict[str, Any] | None:
    """Panel of a person's page: the same, project by project; never in the page's own period, for it has none."""
    rows = participations_of(request.actor, person)[:MOST]
    found = [standing for one in rows if (standing := _standings(one, None))]
    return {"found": found} if found else None


def _standings(participation: Participation, asked: Period | None) -> dict[str, Any] | None:
    rule_set = rule_sets().get(participation.project.rule_set)
    if rule_set is None:
        return None
    period = asked or _whole(participation)
    standings = standing_of(scope_of(participation.project, rule_set), rule_set, period, participation.pk)
    return {
        "participation": participation,
        "period": period,
        "rule_set": rule_set,
        "counted": [one.indicator for one in standings if one.is_counted],
        "reasons": _by_reason([one for one in standings if not one.is_counted]),
    }


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
