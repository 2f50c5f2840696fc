"""Who is left out, and why: for the whole report, and for one participation."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from levier.evidence.reports.engine.expressions import Expression
from levier.evidence.reports.engine.rule_set import Horizon, Indicator, RuleSet
from levier.evidence.reports.engine.statement import Scope, first_unmet, in_period, records
from levier.foundation.kit.calendar import Period


@dataclass(frozen=True, slots=True, order=True)
class Exclusion:
    """One reason to be left out: the row of the workbook (0 when typed on screen), the machine reason, whose."""

    row: int
    reason: str
    participation_id: int


def exclusions(scope: Scope, rule_set: RuleSet, period: Period) -> list[Exclusion]:
    """Incomplete records that entered or left in the period, and answers of those who left that miss their window.

    Sorted by row, then reason.
    """
    found = [*_incomplete(scope, rule_set, period), *_outside(scope, rule_set, period)]
    return sorted(found)


def _incomplete(scope: Scope, rule_set: RuleSet, period: Period) -> list[Exclusion]:
    found = []
    values = rule_set.values(period.last)
    for item in rule_set.complete:
        arguments: list[Any] = []
        head = records(scope, rule_set, period, arguments)
        dates = f"({in_period(Horizon.ENTRY, period, arguments)} OR {in_period(Horizon.EXIT, period, arguments)})"
        statement = (
            f"{head} SELECT COALESCE((SELECT MIN(e.source_row) FROM outcomes_episode e"  # noqa: S608
            " WHERE e.participation_id = records.id AND e.starts_on = records.entry_on), 0), records.id"
            f" FROM records WHERE {dates} AND NOT COALESCE({item.when.sql(values, arguments)}, FALSE)"
        )
        found += [Exclusion(row, item.code, pk) for row, pk in _rows(statement, arguments)]
    return found


def _outside(scope: Scope, rule_set: RuleSet, period: Period) -> list[Exclusion]:
    values = rule_set.values(period.last)
    arguments: list[Any] = []
    where = scope.sql(arguments)
    arguments += [period.first, period.last, values["exit_window"], values["six_month_window"]]
    statement = (
        "SELECT COALESCE(o.source_row, 0), o.horizon, o.observed_on IS NULL, o.participation_id"  # noqa: S608
        " FROM outcomes_observation o JOIN"
        f" (SELECT id FROM outcomes_participation WHERE {where} AND exit_on BETWEEN %s AND %s) p"
        " ON p.id = o.participation_id WHERE o.is_current AND o.reach = 'answered' AND (o.days_after IS NULL OR"
        " o.days_after < 0 OR o.days_after > CASE WHEN o.horizon = 'exit' THEN %s ELSE %s END)"
    )
    found = []
    for row, horizon, undated, pk in _rows(statement, arguments):
        reason = f"{horizon.removesuffix('s')}_observation_{'undated' if undated else 'out_of_window'}"
        found.append(Exclusion(row, reason, pk))
    return found


def _rows(statement: str, arguments: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return list(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participation stands for one indicator: counted, or the first reason why not."""

    indicator: Indicator
    is_counted: bool
    why_not: str = ""


def standing_of(scope: Scope, rule_set: RuleSet, period: Period, participation_id: int) -> list[Standing]:
    """For one participation, each indicator: counted or why not, in one statement."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    values = rule_set.values(period.last)
    asked = [_gates(indicator, rule_set) for indicator in rule_set.indicators]
    parts = []
    for indicator, gates in zip(rule_set.indicators, asked, strict=True):
        dates = in_period(indicator.horizon, period, arguments)
        parts.append(first_unmet([dates, *gates], values, arguments))
    arguments.append(participation_id)
    statement = f"{head} SELECT {', '.join(parts)}, exit_on IS NULL FROM records WHERE id = %s"  # noqa: S608
    rows = _rows(statement, arguments)
    if not rows:
        return []
    *places, still_in = rows[0]
    return [
        Standing(indicator, place == 0, _sentence(indicator, gates, place, still_in=bool(still_in)))
        for indicator, gates, place in zip(rule_set.indicators, asked, places, strict=True)
    ]


def _gates(indicator: Indicator, rule_set: RuleSet) -> list[Expression]:
    complete = [item.when for item in rule_set.complete] if indicator.complete_only else []
    return [*complete, *(indicator.when.conditions() if indicator.when else ())]


def _sentence(indicator: Indicator, gates: list[Expression], place: int, *, still_in: bool) -> str:
    if place == 0:
        return ""
    if place == 1:
        if indicator.horizon is Horizon.ENTRY:
            return _("entrée hors de la période")
        return _("encore dans le projet") if still_in else _("sortie hors de la période")
    gate = gates[place - 2]
    return str(_explanation(gate))


def _explanation(gate: Expression) -> Any:
    if hasattr(gate, "why_not"):
        return gate.why_not
    return next((part.why_not for part in getattr(gate, "parts", ()) if getattr(part, "why_not", "")), "")
