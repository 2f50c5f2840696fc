"""From declarations to SQL: the records, and the sums over them. Plain ANSI, the same text on both databases.

A record is a participation with what its current answers say inside their windows (domain.md, rules 16 to 24): the last
answer about work wins; training, qualification and improvement are true when an answer inside the window says so.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from levier.evidence.outcomes.queries import MULTIPLIER, SPREAD
from levier.evidence.reports.engine.expressions import Expression
from levier.evidence.reports.engine.rule_set import Era, Horizon, Indicator, RuleSet
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
        CASE WHEN {{at_entry}} THEN 1 ELSE 0 END AS complete_at_entry,
        CASE WHEN {{at_exit}} THEN 1 ELSE 0 END AS complete_at_exit,
        {_LAST.format(horizon="exit", name="exit")},
        {_LAST.format(horizon="six_months", name="later")},
        {_ANY.format(horizon="exit", test="o.training = 'yes'", name="exit_training")},
        {_ANY.format(horizon="exit", test="o.qualification = 'yes'", name="exit_qualification")},
        {_ANY.format(horizon="six_months", test="o.improved", name="later_improved")}
    FROM outcomes_participation p LEFT JOIN outcomes_observation o
        ON o.participation_id = p.id AND o.is_current AND o.reach = 'answered' AND o.days_after >= 0
        AND o.days_after <= {{window}}
    WHERE {{scope}}
    GROUP BY p.id
)
"""  # noqa: S608 - no value in the text


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
    arguments += [period.first, period.last, period.last] * 2
    eras = rule_set.eras(None, period.last)
    at_entry = by_era(eras, Horizon.ENTRY, arguments, rule_set.is_complete.sql)
    at_exit = by_era(eras, Horizon.EXIT, arguments, rule_set.is_complete.sql)
    columns = ", ".join(f"p.{name}" for name in rule_set.columns)
    days = window(rule_set, period, "p.exit_on", arguments)
    where = scope.sql(arguments)
    return _RECORDS.format(columns=columns, at_entry=at_entry, at_exit=at_exit, window=days, scope=where)


def window(rule_set: RuleSet, period: Period, exit_on: str, arguments: list[Any]) -> str:
    """Days after its reference day in which an answer counts; `exit_on` is the SQL that finds the exit."""
    pairs: list[tuple[date, int, int]] = []
    for era in rule_set.eras(None, period.last):
        pair = era.values["exit_window"], era.values["six_month_window"]
        if not pairs or pairs[-1][1:] != pair:
            pairs.append((era.first, *pair))
    if len(pairs) == 1:
        arguments += pairs[0][1:]
        return "CASE WHEN horizon = 'exit' THEN %s ELSE %s END"
    later = ""
    for first, at_exit, at_six_months in reversed(pairs[1:]):
        arguments += [first, at_exit, at_six_months]
        later += f"WHEN ({exit_on}) >= %s THEN CASE WHEN horizon = 'exit' THEN %s ELSE %s END "
    arguments += pairs[0][1:]
    return f"CASE {later}ELSE CASE WHEN horizon = 'exit' THEN %s ELSE %s END END"


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

    def rule(values: dict[str, Any], arguments: list[Any]) -> str:
        needed = [_complete(indicator.horizon)] if indicator.needs_complete(values) else []
        asked = [indicator.when.sql(values, arguments)] if indicator.when is not None else []
        return " AND ".join([*needed, *asked])

    parts = [in_period(indicator.horizon, cumulated=cumulated), *drawn(indicator, scope)]
    eras = rule_set.eras(None if cumulated else period.first, period.last)
    parts.append(by_era(eras, indicator.horizon, arguments, rule))
    return " AND ".join(filter(None, parts))


def by_era(
    eras: list[Era], horizon: Horizon, arguments: list[Any], build: Callable[[dict[str, Any], list[Any]], str]
) -> str:
    """A predicate under the parameters in force on the record's own day: as built when they never change."""
    if len(eras) == 1:
        return build(eras[0].values, arguments)
    column = "entry_on" if horizon is Horizon.ENTRY else "exit_on"
    text = ""
    for era in reversed(eras[1:]):
        arguments.append(era.first)
        text += f"WHEN {column} >= %s THEN {_as_truth(build(era.values, arguments))} "
    return f"CASE {text}ELSE {_as_truth(build(eras[0].values, arguments))} END = 1"


def _as_truth(predicate: str) -> str:
    return f"CASE WHEN {predicate} THEN 1 ELSE 0 END" if predicate else "1"


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
    eras, columns = rule_set.eras(period.first, period.last), []
    for one in rule_set.sums:
        columns.append(_sum(f"{complete_in(Horizon.ENTRY)} AND {by_era(eras, Horizon.ENTRY, arguments, one.when.sql)}"))
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
    return f"{in_period(horizon)} AND {_complete(horizon)}"


def _complete(horizon: Horizon) -> str:
    """Is the record complete, under the parameters of its day for this horizon?"""
    return f"complete_at_{'entry' if horizon is Horizon.ENTRY else 'exit'} = 1"


def _silences(
    scope: Scope, indicator: Indicator, rule_set: RuleSet, period: Period, arguments: list[Any]
) -> Iterator[str]:
    """Predicates of "refused" and "not known" for an indicator: neither counted, and the second without a refusal."""
    refused = " OR ".join(f"{item} = 'refused'" for item in indicator.items)
    unknown = " OR ".join(f"{item} = ''" for item in indicator.items)
    for silence in (f"({refused})", f"NOT ({refused}) AND ({unknown})"):
        parts = [complete_in(Horizon.ENTRY), *drawn(indicator, scope)]
        if indicator.when is not None:
            eras = rule_set.eras(period.first, period.last)
            parts.append(f"NOT ({by_era(eras, Horizon.ENTRY, arguments, indicator.when.sql)})")
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
