"""Who is left out of a report, and why."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from levier.evidence.reports.engine.rule_set import Horizon, RuleSet
from levier.evidence.reports.engine.statement import Scope, by_era, in_period, records, window
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
    eras = rule_set.eras(None, period.last)
    for item in rule_set.complete:
        arguments: list[Any] = []
        head = records(scope, rule_set, period, arguments)
        dates = f"({in_period(Horizon.ENTRY, period, arguments)} OR {in_period(Horizon.EXIT, period, arguments)})"
        given = by_era(eras, Horizon.ENTRY, arguments, item.when.sql)
        statement = (
            f"{head} SELECT COALESCE((SELECT MIN(e.source_row) FROM outcomes_episode e"  # noqa: S608
            " WHERE e.participation_id = records.id AND e.starts_on = records.entry_on), 0), records.id"
            f" FROM records WHERE {dates} AND NOT COALESCE({given}, FALSE)"
        )
        found += [Exclusion(row, item.code, pk) for row, pk in _rows(statement, arguments)]
    return found


def _outside(scope: Scope, rule_set: RuleSet, period: Period) -> list[Exclusion]:
    arguments: list[Any] = []
    where = scope.sql(arguments)
    arguments += [period.first, period.last]
    days = window(rule_set, period, "p.exit_on", arguments)
    statement = (
        "SELECT COALESCE(o.source_row, 0), o.horizon, o.observed_on IS NULL, o.participation_id"  # noqa: S608
        " FROM outcomes_observation o JOIN"
        f" (SELECT id, exit_on FROM outcomes_participation WHERE {where} AND exit_on BETWEEN %s AND %s) p"
        " ON p.id = o.participation_id WHERE o.is_current AND o.reach = 'answered' AND (o.days_after IS NULL OR"
        f" o.days_after < 0 OR o.days_after > {days})"
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
