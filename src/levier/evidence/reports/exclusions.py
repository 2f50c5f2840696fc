"""Who is left out of a report, and why."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from levier.evidence.reports.engine.rule_set import Horizon, RuleSet
from levier.evidence.reports.engine.statement import Scope, by_era, window
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
    """One pass over the participations of the scope: what each lacks, and the row it comes from."""
    arguments: list[Any] = []
    eras = rule_set.eras(None, period.last)
    given = [by_era(eras, Horizon.ENTRY, arguments, item.when.sql) for item in rule_set.complete]
    where = scope.sql(arguments)
    arguments += [period.first, period.last] * 2
    statement = (
        f"SELECT COALESCE((SELECT MIN(e.source_row) FROM outcomes_episode e"  # noqa: S608
        " WHERE e.participation_id = p.id AND e.starts_on = p.entry_on), 0), p.id,"
        f" {', '.join(f'CASE WHEN {one} THEN 1 ELSE 0 END' for one in given)}"
        f" FROM outcomes_participation p WHERE {where}"
        " AND (p.entry_on BETWEEN %s AND %s OR p.exit_on BETWEEN %s AND %s)"
        f" AND NOT COALESCE({by_era(eras, Horizon.ENTRY, arguments, rule_set.is_complete.sql)}, FALSE)"
    )
    return [
        Exclusion(row, item.code, pk)
        for row, pk, *flags in _rows(statement, arguments)
        for item, flag in zip(rule_set.complete, flags, strict=True)
        if not flag
    ]


def _outside(scope: Scope, rule_set: RuleSet, period: Period) -> list[Exclusion]:
    arguments: list[Any] = []
    where = scope.sql(arguments)
    arguments += [period.first, period.last]
    days = window(rule_set, period, "p.exit_on", arguments)
    statement = (
        "SELECT COALESCE(o.source_row, 0), o.horizon, o.observed_on IS NULL, o.participation_id"  # noqa: S608
        " FROM outcomes_participation p JOIN outcomes_observation o ON o.participation_id = p.id"
        f" WHERE {where} AND p.exit_on BETWEEN %s AND %s AND o.is_current AND o.reach = 'answered'"
        f" AND (o.days_after IS NULL OR o.days_after < 0 OR o.days_after > {days})"
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
