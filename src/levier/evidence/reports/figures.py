"""Figures of a rule-set over frozen records: cells, records, exclusions, hours."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from levier.activity.activities.queries import minutes_by_month
from levier.evidence.reports.engine.rule_set import Check, RuleSet
from levier.evidence.reports.engine.statement import Scope, figures_statement
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.numbers import hours

GENDERS = {"W": "women", "M": "men", "N": "non_binary", "": "unknown"}


@dataclass(frozen=True, slots=True)
class Cells:
    """One indicator: women, men, non-binary, unknown; they sum to `total`."""

    women: int = 0
    men: int = 0
    non_binary: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men + self.non_binary + self.unknown

    def as_json(self) -> dict[str, int]:
        return {
            "total": self.total,
            "women": self.women,
            "men": self.men,
            "non_binary": self.non_binary,
            "unknown": self.unknown,
        }


@dataclass(slots=True)
class Figures:
    """All figures of one period. `cells` and `cumulated` by code; minutes by first day of month."""

    rule_set: RuleSet
    period: Period
    cells: dict[str, Cells]
    cumulated: dict[str, Cells]
    complete: int
    incomplete: int
    minutes: dict[date, int] = field(default_factory=dict)

    @property
    def total_minutes(self) -> int:
        return sum(self.minutes.values())

    def failed_checks(self) -> list[Check]:
        """Validation rules that these figures break."""
        return [check for check in self.rule_set.checks if not check.holds(self._reader(cumulated=check.cumulated))]

    def _reader(self, *, cumulated: bool) -> Callable[[str], int]:
        cells = self.cumulated if cumulated else self.cells

        def read(code: str) -> int:
            if code == "complete":
                return sum(cells[part].total for part in self.rule_set.statuses)
            return cells[code].total

        return read

    def hours_json(self) -> dict[str, Any]:
        """Hours as text with two decimals; each month and the total rounded on its own from minutes."""
        return {
            "total": str(hours(self.total_minutes)),
            "by_month": {f"{month:%Y-%m}": str(hours(value)) for month, value in self.minutes.items()},
        }


def figures(scope: Scope, rule_set: RuleSet, period: Period) -> Figures:
    """Compute all cells in one statement, the hours in another. The caller has checked who asks."""
    statement, arguments = figures_statement(scope, rule_set, period)
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        rows = {GENDERS[row[0]]: [int(value or 0) for value in row[1:]] for row in cursor.fetchall()}
    codes = [indicator.code for indicator in rule_set.indicators]
    count = len(codes)
    complete = sum(row[2 * count] for row in rows.values())
    entered = sum(row[2 * count + 1] for row in rows.values())
    return Figures(
        rule_set,
        period,
        {code: Cells(**{gender: row[index] for gender, row in rows.items()}) for index, code in enumerate(codes)},
        {
            code: Cells(**{gender: row[count + index] for gender, row in rows.items()})
            for index, code in enumerate(codes)
        },
        complete,
        entered - complete,
        minutes_by_month(scope.organisation_id, scope.project_ids, period),
    )
