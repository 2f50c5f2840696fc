"""From declarations to SQL: the records, and the sums over them. Plain ANSI, the same text on both databases.

A record is a participation with what its current answers say inside their windows (domain.md, rules 16 to 24): the last
answer about work wins; training, qualification and improvement are true when an answer inside the window says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from levier.evidence.reports.engine.expressions import Expression
from levier.evidence.reports.engine.rule_set import Horizon, Indicator, RuleSet
from levier.foundation.kit.calendar import Period

# The last answer is the greatest (day, id); its work situation rides in the last digit of the same number.
_LAST = (
    "MAX(CASE WHEN horizon = '{horizon}' AND work <> '' THEN"
    " (days_after * 1000000000000 + id) * 10 + CASE work WHEN 'employed' THEN 1 WHEN 'searching' THEN 2 ELSE 3 END"
    " END) %% 10 AS {name}_work"
)
_ANY = "MAX(CASE WHEN horizon = '{horizon}' AND {test} THEN 1 ELSE 0 END) AS {name}"
_RECORDS = f"""
WITH answers AS (
    SELECT participation_id,
        {_LAST.format(horizon="exit", name="exit")},
        {_LAST.format(horizon="six_months", name="later")},
        {_ANY.format(horizon="exit", test="training = 'yes'", name="exit_training")},
        {_ANY.format(horizon="exit", test="qualification = 'yes'", name="exit_qualification")},
        {_ANY.format(horizon="six_months", test="improved", name="later_improved")}
    FROM outcomes_observation
    WHERE is_current AND reach = 'answered' AND days_after >= 0
        AND days_after <= CASE WHEN horizon = 'exit' THEN %s ELSE %s END
        AND participation_id IN (SELECT id FROM outcomes_participation WHERE {{scope}})
    GROUP BY participation_id
), records AS (
    SELECT p.*, a.exit_work, a.later_work, a.exit_training, a.exit_qualification, a.later_improved
    FROM outcomes_participation p LEFT JOIN answers a ON a.participation_id = p.id
    WHERE {{scope}}
)
"""  # noqa: S608 - no value in the text


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records: one organisation, and its projects (all of them when empty)."""

    organisation_id: int
    project_ids: tuple[int, ...] = ()

    def sql(self, arguments: list[Any]) -> str:
        arguments.append(self.organisation_id)
        if not self.project_ids:
            return "organisation_id = %s"
        arguments.extend(self.project_ids)
        return f"organisation_id = %s AND project_id IN ({', '.join(['%s'] * len(self.project_ids))})"


def records(scope: Scope, rule_set: RuleSet, period: Period, arguments: list[Any]) -> str:
    """The `WITH ... records AS (...)` head of each statement."""
    values = rule_set.values(period.last)
    arguments += [values["exit_window"], values["six_month_window"]]
    text = scope.sql(arguments)
    scope.sql(arguments)
    return _RECORDS.format(scope=text)


def in_period(horizon: Horizon, period: Period, arguments: list[Any], *, cumulated: bool = False) -> str:
    """Does the record's date for this horizon lie in the period (or anywhere before its end, when cumulated)?"""
    column = "entry_on" if horizon is Horizon.ENTRY else "exit_on"
    if cumulated:
        arguments.append(period.last)
        return f"{column} <= %s"
    arguments += [period.first, period.last]
    return f"{column} BETWEEN %s AND %s"


def counted(indicator: Indicator, rule_set: RuleSet, period: Period, arguments: list[Any], *, cumulated: bool) -> str:
    """The whole predicate of an indicator: date, completeness, rule."""
    values = rule_set.values(period.last)
    parts = [in_period(indicator.horizon, period, arguments, cumulated=cumulated)]
    if indicator.complete_only:
        parts.append(rule_set.is_complete.sql(values, arguments))
    if indicator.when is not None:
        parts.append(indicator.when.sql(values, arguments))
    return " AND ".join(parts)


def figures_statement(scope: Scope, rule_set: RuleSet, period: Period) -> tuple[str, list[Any]]:
    """One row a gender: gender, each indicator in the period, each cumulated, complete, incomplete."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    sums = [
        _sum(counted(indicator, rule_set, period, arguments, cumulated=cumulated))
        for cumulated in (False, True)
        for indicator in rule_set.indicators
    ]
    entered = in_period(Horizon.ENTRY, period, arguments)
    sums.append(_sum(f"{entered} AND {rule_set.is_complete.sql(rule_set.values(period.last), arguments)}"))
    sums.append(_sum(in_period(Horizon.ENTRY, period, arguments)))
    return f"{head} SELECT gender, {', '.join(sums)} FROM records GROUP BY gender", arguments  # noqa: S608


def _sum(predicate: str) -> str:
    return f"SUM(CASE WHEN {predicate} THEN 1 ELSE 0 END)"


def first_unmet(conditions: Iterable[Expression | str], values: dict[str, Any], arguments: list[Any]) -> str:
    """SQL giving the position, from 1, of the first condition that does not hold; 0 when all do."""
    listed = list(conditions)
    head, tail = "", "0"
    for position, condition in enumerate(listed, start=1):
        text = condition if isinstance(condition, str) else condition.sql(values, arguments)
        head += f"CASE WHEN {text} THEN "
        tail += f" ELSE {len(listed) + 1 - position} END"
    return head + tail
