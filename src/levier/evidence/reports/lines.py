"""The participations behind one figure."""

from typing import Any

from django.db import connection

from levier.evidence.reports.engine.rule_set import Indicator, RuleSet
from levier.evidence.reports.engine.statement import Scope, counted, records
from levier.foundation.kit.calendar import Period


def line_ids(
    scope: Scope, rule_set: RuleSet, indicator: Indicator, period: Period, *, gender: str = "", cumulated: bool = False
) -> list[int]:
    """Ids of the participations that a figure counts, by entry. `gender`: W, M, N, "unknown", or "" for all."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    predicate = counted(scope, indicator, rule_set, period, arguments, cumulated=cumulated)
    if gender in ("W", "M", "N", "unknown"):
        predicate += " AND gender = %s"
        arguments.append("" if gender == "unknown" else gender)
    with connection.cursor() as cursor:
        cursor.execute(f"{head} SELECT id FROM records WHERE {predicate} ORDER BY entry_on, id", arguments)  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def codes_by_participation(scope: Scope, rule_set: RuleSet, period: Period) -> dict[int, list[str]]:
    """The indicators that count each participation in the period; those that none counts are left out."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    flags = [
        f"CASE WHEN {counted(scope, one, rule_set, period, arguments, cumulated=False)} THEN 1 ELSE 0 END"
        for one in rule_set.indicators
    ]
    codes = [one.code for one in rule_set.indicators]
    with connection.cursor() as cursor:
        cursor.execute(f"{head} SELECT id, {', '.join(flags)} FROM records", arguments)  # noqa: S608
        rows = cursor.fetchall()
    found = {pk: [code for code, flag in zip(codes, row, strict=True) if flag] for pk, *row in rows}
    return {pk: listed for pk, listed in found.items() if listed}
