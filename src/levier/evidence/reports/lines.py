"""The participations behind the figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Line:
    """One nameless record of a report, and the indicators that count it in the period."""

    participation_id: int
    entry_on: date
    exit_on: date | None
    gender: str
    age: int | None
    isced: int | None
    codes: tuple[str, ...]


def lines_of(scope: Scope, rule_set: RuleSet, period: Period) -> Iterator[Line]:
    """The records that at least one figure of the period counts, by entry."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    flags = [
        f"CASE WHEN {counted(scope, one, rule_set, period, arguments, cumulated=False)} THEN 1 ELSE 0 END"
        for one in rule_set.indicators
    ]
    codes = [one.code for one in rule_set.indicators]
    columns = "id, entry_on, exit_on, gender, age, isced"
    with connection.cursor() as cursor:
        statement = f"{head} SELECT {', '.join(flags)}, {columns} FROM records ORDER BY entry_on, id"  # noqa: S608
        cursor.execute(statement, arguments)
        while rows := cursor.fetchmany(2_000):
            for row in rows:
                kept = tuple(code for code, flag in zip(codes, row, strict=False) if flag)
                if kept:
                    pk, entry_on, exit_on, gender, age, isced = row[len(codes) :]
                    yield Line(pk, _day(entry_on), _day(exit_on) if exit_on else None, gender, age, isced, kept)


def _day(value: date | str) -> date:
    """SQLite gives days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
