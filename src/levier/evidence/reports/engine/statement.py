"""From declarations to SQL: the records, and the sums over them. Plain ANSI, the same text on both databases.

A record is a participation with what its current answers say inside their windows (domain.md, rules 16 to 24): the last
answer about work wins; training, qualification and improvement are true when an answer inside the window says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from levier.evidence.outcomes.queries import MULTIPLIER, SPREAD
from levier.evidence.reports.engine.expressions import Expression
from levier.evidence.reports.engine.rule_set import Horizon, Indicator, RuleSet
from levier.foundation.kit.calendar import Period

# The last answer is the greatest (day, id); its work situation rides in the last digit of the same number.
_LAST = (
    "MAX(CASE WHEN o.horizon = '{horizon}' AND o.work <> '' THEN"
    " (o.days_after * 1000000000000 + o.id) * 10"
    " + CASE o.work WHEN 'employed' THEN 1 WHEN 'searching' THEN 2 ELSE 3 END END) %% 10 AS {name}_work"
)
_ANY = "MAX(CASE WHEN o.horizon = '{horizon}' AND {test} THEN 1 ELSE 0 END) AS {name}"
# One pass in the order of the key: each record is made from its answers and passed on, and none is kept. Joining to
# answers grouped beforehand would write them all down first, and work the dates out again at each sum.
_RECORDS = f"""
WITH records AS (
    SELECT {{columns}},
        CASE WHEN p.entry_on BETWEEN %s AND %s THEN 1 ELSE 0 END AS entered,
        CASE WHEN p.entry_on <= %s THEN 1 ELSE 0 END AS ever_entered,
        CASE WHEN p.exit_on BETWEEN %s AND %s THEN 1 ELSE 0 END AS gone,
        CASE WHEN p.exit_on <= %s THEN 1 ELSE 0 END AS ever_gone,
        CASE WHEN {{complete}} THEN 1 ELSE 0 END AS complete,
        {_LAST.format(horizon="exit", name="exit")},
        {_LAST.format(horizon="six_months", name="later")},
        {_ANY.format(horizon="exit", test="o.training = 'yes'", name="exit_training")},
        {_ANY.format(horizon="exit", test="o.qualification = 'yes'", name="exit_qualification")},
        {_ANY.format(horizon="six_months", test="o.improved", name="later_improved")}
    FROM outcomes_participation p LEFT JOIN outcomes_observation o
        ON o.participation_id = p.id AND o.is_current AND o.reach = 'answered' AND o.days_after >= 0
        AND o.days_after <= CASE WHEN o.horizon = 'exit' THEN %s ELSE %s END
    WHERE {{scope}}
    GROUP BY p.id
)
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records: one organisation, and its projects (all of them when empty).

    `share` is the per cent of people that the house asks where a rule-set allows a sample.
    """

    organisation_id: int
    project_ids: tuple[int, ...] = ()
    share: int = 100

    def sql(self, arguments: list[Any]) -> str:
        """Predicate over `outcomes_participation p`."""
        arguments.append(self.organisation_id)
        if not self.project_ids:
            return "p.organisation_id = %s"
        arguments.extend(self.project_ids)
        return f"p.organisation_id = %s AND p.project_id IN ({', '.join(['%s'] * len(self.project_ids))})"


def records(scope: Scope, rule_set: RuleSet, period: Period, arguments: list[Any]) -> str:
    """The `WITH ... records AS (...)` head of each statement."""
    values = rule_set.values(period.last)
    arguments += [period.first, period.last, period.last] * 2
    complete = rule_set.is_complete.sql(values, arguments)
    arguments += [values["exit_window"], values["six_month_window"]]
    columns = ", ".join(f"p.{name}" for name in rule_set.columns)
    return _RECORDS.format(columns=columns, complete=complete, scope=scope.sql(arguments))


def in_period(horizon: Horizon, *, cumulated: bool = False) -> str:
    """Does the record's date for this horizon lie in the period (or anywhere before its end, when cumulated)?"""
    name = "entered" if horizon is Horizon.ENTRY else "gone"
    return f"ever_{name} = 1" if cumulated else f"{name} = 1"


def drawn(indicator: Indicator, scope: Scope) -> list[str]:
    """For an indicator counted on a sample: is the record drawn? The same draw as when people are asked."""
    if not indicator.sampled or scope.share >= 100:
        return []
    return [f"(id * {MULTIPLIER}) %% {SPREAD} < {SPREAD * scope.share // 100}"]


def counted(
    scope: Scope, indicator: Indicator, rule_set: RuleSet, period: Period, arguments: list[Any], *, cumulated: bool
) -> str:
    """The whole predicate of an indicator: date, sample, completeness, rule."""
    values = rule_set.values(period.last)
    parts = [in_period(indicator.horizon, cumulated=cumulated), *drawn(indicator, scope)]
    if indicator.complete_only:
        parts.append("complete = 1")
    if indicator.when is not None:
        parts.append(indicator.when.sql(values, arguments))
    return " AND ".join(parts)


def figures_statement(scope: Scope, rule_set: RuleSet, period: Period) -> tuple[str, list[Any]]:
    """One row a gender: gender, each indicator in the period, each cumulated, complete, all who entered."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    sums = [
        _sum(counted(scope, indicator, rule_set, period, arguments, cumulated=cumulated))
        for cumulated in (False, True)
        for indicator in rule_set.indicators
    ]
    sums += [_sum(complete_in(Horizon.ENTRY)), _sum(in_period(Horizon.ENTRY))]
    return f"{head} SELECT gender, {', '.join(sums)} FROM records GROUP BY gender", arguments  # noqa: S608


_HEARD = {
    Horizon.EXIT: "(exit_work IS NOT NULL OR exit_training = 1 OR exit_qualification = 1)",
    Horizon.SIX_MONTHS: "(later_work IS NOT NULL OR later_improved = 1)",
}


def details_statement(scope: Scope, rule_set: RuleSet, period: Period) -> tuple[str, list[Any]]:
    """One row a gender: gender, each declared sum, refusals and unknowns of each indicator that has items, those who
    left with a complete record, those of them heard at the exit and six months later."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    values, columns = rule_set.values(period.last), []
    for one in rule_set.sums:
        columns.append(_sum(f"{complete_in(Horizon.ENTRY)} AND {one.when.sql(values, arguments)}"))
    for indicator in asking(rule_set):
        columns += [_sum(text) for text in _silences(scope, indicator, rule_set, period, arguments)]
    columns.append(_sum(complete_in(Horizon.EXIT)))
    columns += [_sum(f"{complete_in(Horizon.EXIT)} AND {heard}") for heard in _HEARD.values()]
    return f"{head} SELECT gender, {', '.join(columns)} FROM records GROUP BY gender", arguments  # noqa: S608


def asking(rule_set: RuleSet) -> list[Indicator]:
    """Indicators of the situation at entry that rest on questions with a right to refuse."""
    return [one for one in rule_set.indicators if one.items and not one.is_result]


def complete_in(horizon: Horizon) -> str:
    """Is the record complete, with its date for this horizon in the period?"""
    return f"{in_period(horizon)} AND complete = 1"


def _silences(
    scope: Scope, indicator: Indicator, rule_set: RuleSet, period: Period, arguments: list[Any]
) -> Iterator[str]:
    """Predicates of "refused" and "not known" for an indicator: neither counted, and the second without a refusal."""
    refused = " OR ".join(f"{item} = 'refused'" for item in indicator.items)
    unknown = " OR ".join(f"{item} = ''" for item in indicator.items)
    for silence in (f"({refused})", f"NOT ({refused}) AND ({unknown})"):
        parts = [complete_in(Horizon.ENTRY), *drawn(indicator, scope)]
        if indicator.when is not None:
            parts.append(f"NOT {indicator.when.sql(rule_set.values(period.last), arguments)}")
        yield " AND ".join([*parts, silence])


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
