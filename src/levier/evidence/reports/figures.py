"""Figures of a rule-set over frozen records: cells, records, exclusions, hours."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from levier.activity.activities.queries import minutes_by_month
from levier.evidence.reports.engine.rule_set import Check, DeclaredSum, Horizon, RuleSet
from levier.evidence.reports.engine.statement import Scope, asking, details_statement, figures_statement
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.numbers import hours

GENDERS = {"W": "women", "M": "men", "N": "non_binary", "": "unknown"}
COLUMNS = ("total", "women", "men", "non_binary")


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
    complete_cells: Cells
    incomplete: int
    minutes: dict[date, int] = field(default_factory=dict)

    @property
    def complete(self) -> int:
        """Complete records that entered in the period."""
        return self.complete_cells.total

    @property
    def total_minutes(self) -> int:
        return sum(self.minutes.values())

    def failed_checks(self) -> list[Check]:
        """Validation rules that these figures break, in all or for one gender."""
        return [check for check in self.rule_set.checks if not all(self._holds(check, column) for column in COLUMNS)]

    def _holds(self, check: Check, column: str) -> bool:
        cells = self.cumulated if check.cumulated else self.cells

        def read(code: str) -> int:
            if code != "complete":
                return int(getattr(cells[code], column))
            if not check.cumulated:
                return int(getattr(self.complete_cells, column))
            return sum(getattr(cells[one], column) for one in self.rule_set.statuses)

        return check.holds(read)

    def hours_json(self) -> dict[str, Any]:
        """Hours as text with two decimals; each month and the total rounded on its own from minutes."""
        return {
            "total": str(hours(self.total_minutes)),
            "by_month": {f"{month:%Y-%m}": str(hours(value)) for month, value in self.minutes.items()},
        }


def figures(scope: Scope, rule_set: RuleSet, period: Period) -> Figures:
    """Compute all cells in one statement, the hours in another. The caller has checked who asks."""
    rows = _by_gender(*figures_statement(scope, rule_set, period))
    codes = [indicator.code for indicator in rule_set.indicators]
    count = len(codes)
    complete = Cells(**{gender: row[2 * count] for gender, row in rows.items()})
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
        entered - complete.total,
        minutes_by_month(scope.organisation_id, scope.project_ids, period),
    )


@dataclass(frozen=True, slots=True)
class Silence:
    """Of one question at entry: complete records of the period that refused it, and that nobody knows."""

    refused: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Details:
    """What stands beside the figures: declared sums by rule, silences by indicator, and who was heard after leaving.

    `left` are the complete records that left in the period; `heard` how many of them answered inside each window.
    """

    sums: dict[str, Cells]
    silences: dict[str, Silence]
    left: int
    heard: dict[Horizon, int]

    def failed_sums(self, figures: Figures) -> list[str]:
        """Codes of the rules (144 to 148) whose declared figure is not the sum of its parts, in all or by gender."""

        def is_sum(one: DeclaredSum, column: str) -> bool:
            parts = [getattr(figures.cells[part], column) for part in one.parts]
            return bool(getattr(self.sums[one.code], column) == sum(parts))

        sums = figures.rule_set.sums
        return [one.code for one in sums if not all(is_sum(one, column) for column in COLUMNS)]


def details(scope: Scope, rule_set: RuleSet, period: Period) -> Details:
    """What stands beside the figures, in one statement."""
    rows = _by_gender(*details_statement(scope, rule_set, period))
    codes = [one.code for one in rule_set.sums]
    sums = {code: Cells(**{gender: row[place] for gender, row in rows.items()}) for place, code in enumerate(codes)}
    totals = [sum(column) for column in zip(*rows.values(), strict=True)] or [0] * (len(codes) + 100)
    after, silences = len(codes), {}
    for indicator in asking(rule_set):
        silences[indicator.code] = Silence(totals[after], totals[after + 1])
        after += 2
    left, at_exit, later = totals[after : after + 3]
    return Details(sums, silences, left, {Horizon.EXIT: at_exit, Horizon.SIX_MONTHS: later})


def _by_gender(statement: str, arguments: list[Any]) -> dict[str, list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return {GENDERS[row[0]]: [int(value or 0) for value in row[1:]] for row in cursor.fetchall()}
