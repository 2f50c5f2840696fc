"""Where a participation stands in each figure: counted, or the first reason why not (rule 30)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext as _

from levier.evidence.outcomes.enums import Reach
from levier.evidence.outcomes.models import Observation, Participation
from levier.evidence.outcomes.situation import ANSWERS
from levier.evidence.reports.engine.expressions import Expression, Test
from levier.evidence.reports.engine.rule_set import HEARD, Era, Horizon, Indicator, RuleSet
from levier.evidence.reports.engine.statement import Scope, counted, drawn, first_unmet, in_period, records
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.formats import day

QUESTIONS = (*ANSWERS, "third_country")
Gate = str | Expression


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participation stands for one indicator: counted, or the first reason why not."""

    indicator: Indicator
    is_counted: bool
    why_not: str = ""


@dataclass(slots=True)
class _Facts:
    """What a reason is told with: days, answers at entry, stays, and what was heard after the exit."""

    entry_on: date
    exit_on: date | None
    answers: dict[str, str]
    stays: int = 1
    heard: list[Observation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Question:
    """Where participations of one scope stand for some indicators."""

    scope: Scope
    rule_set: RuleSet
    period: Period
    ids: tuple[int, ...]
    indicators: tuple[Indicator, ...]


def standing_of(scope: Scope, rule_set: RuleSet, period: Period, participation_id: int) -> list[Standing]:
    """For one participation, each indicator: counted or why not."""
    return standings_of(scope, rule_set, period, [participation_id], rule_set.indicators).get(participation_id, [])


def standings_of(
    scope: Scope, rule_set: RuleSet, period: Period, ids: list[int], indicators: Iterable[Indicator]
) -> dict[int, list[Standing]]:
    """For a page of participations, each of these indicators: counted or why not. Three statements in all."""
    return standings([Question(scope, rule_set, period, tuple(ids), tuple(indicators))])


def standings(questions: Sequence[Question]) -> dict[int, list[Standing]]:
    """Several questions at once, each about other participations: three statements in all."""
    if not questions:
        return {}
    arguments: list[Any] = []
    width = max(len(one.indicators) for one in questions)
    parts = [_placed(place, one, width, arguments) for place, one in enumerate(questions)]
    facts = _facts([pk for one in questions for pk in one.ids])
    found = {}
    for number, pk, *places in _rows(" UNION ALL ".join(parts), arguments):
        asked = questions[number]
        found[pk] = [
            Standing(one, place == 0, _sentence(asked.scope, one, place, facts[pk], asked.rule_set))
            for one, place in zip(asked.indicators, places, strict=False)
        ]
    return found


def _placed(number: int, asked: Question, width: int, arguments: list[Any]) -> str:
    """SQL of one question: its number, the participation, its place for each indicator, zeros up to the width."""
    head = records(asked.scope, asked.rule_set, asked.period, arguments)
    places = [_place(asked.scope, one, asked.rule_set, asked.period, arguments) for one in asked.indicators]
    places += ["0"] * (width - len(places))
    arguments.extend(asked.ids)
    return (
        f"SELECT * FROM ({head} SELECT {number}, id, {', '.join(places)} FROM records"  # noqa: S608
        f" WHERE id IN ({', '.join(['%s'] * len(asked.ids))})) part"
    )


def left_out(
    scope: Scope, rule_set: RuleSet, indicator: Indicator, period: Period, *, first: int, count: int
) -> tuple[int, list[int]]:
    """How many participations a figure does not count, and a page of their ids: those nearest to counting first."""
    arguments: list[Any] = []
    head = records(scope, rule_set, period, arguments)
    predicate = counted(scope, indicator, rule_set, period, arguments, cumulated=False)
    [(many,)] = _rows(f"{head} SELECT COUNT(*) FROM records WHERE NOT COALESCE({predicate}, FALSE)", arguments)  # noqa: S608
    arguments = []
    head = records(scope, rule_set, period, arguments)
    place = _place(scope, indicator, rule_set, period, arguments)
    arguments += [count, first]
    statement = (
        f"{head}, placed AS (SELECT id, {place} AS place FROM records)"  # noqa: S608
        " SELECT id FROM placed WHERE place > 0 ORDER BY place DESC, id LIMIT %s OFFSET %s"
    )
    return int(many), [pk for (pk,) in _rows(statement, arguments)]


def _place(scope: Scope, indicator: Indicator, rule_set: RuleSet, period: Period, arguments: list[Any]) -> str:
    """SQL of the first gate that a record does not pass, under the parameters of its own day; 0: it passes all."""
    column, later = "entry_on" if indicator.horizon is Horizon.ENTRY else "exit_on", ""
    base, *changed = rule_set.eras(period.first, period.last)

    def gates(era: Era) -> str:
        dates = in_period(indicator.horizon)
        return first_unmet([dates, *_gates(scope, indicator, rule_set, era.values)], era.values, arguments)

    for era in reversed(changed):
        arguments.append(era.first)
        later += f"WHEN {column} >= %s THEN {gates(era)} "
    return f"CASE {later}ELSE {gates(base)} END" if later else gates(base)


def _gates(scope: Scope, indicator: Indicator, rule_set: RuleSet, values: dict[str, Any]) -> list[Gate]:
    complete = [item.is_given for item in rule_set.complete] if indicator.needs_complete(values) else []
    return [*drawn(indicator, scope), *complete, *(indicator.when.conditions() if indicator.when else ())]


def _rows(statement: str, arguments: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return list(cursor.fetchall())


def _facts(ids: list[int]) -> dict[int, _Facts]:
    counted = Participation.objects.filter(pk__in=ids).annotate(stays=Count("episodes"))
    found = {
        row["pk"]: _Facts(row["entry_on"], row["exit_on"], {name: row[name] for name in QUESTIONS}, row["stays"])
        for row in counted.values("pk", "entry_on", "exit_on", "stays", *QUESTIONS)
    }
    for said in Observation.objects.filter(participation_id__in=ids, is_current=True).order_by("pk"):
        found[said.participation_id].heard.append(said)
    return found


def _sentence(scope: Scope, indicator: Indicator, place: int, facts: _Facts, rule_set: RuleSet) -> str:
    if place == 0:
        return ""
    if place == 1:
        return _outside(indicator, facts)
    day = facts.entry_on if indicator.horizon is Horizon.ENTRY else facts.exit_on or facts.entry_on
    values = rule_set.values(day)
    gate = _gates(scope, indicator, rule_set, values)[place - 2]
    if isinstance(gate, str):
        return _("ne fait pas partie de l'échantillon tiré au sort")
    tests = gate.tests()
    horizons = [HEARD[test.column] for test in tests if test.column in HEARD]
    if horizons:
        return _silence(horizons[0], facts, values) or str(gate.explanation)
    asked = [test for test in tests if test.column in QUESTIONS and test.operator == "="]
    return (_answered(asked, facts) if asked else "") or str(gate.explanation)


def _outside(indicator: Indicator, facts: _Facts) -> str:
    if indicator.horizon is Horizon.ENTRY:
        return _("entrée le %(day)s, hors de la période") % {"day": day(facts.entry_on)}
    if facts.exit_on:
        return _("sortie le %(day)s, hors de la période") % {"day": day(facts.exit_on)}
    if facts.stays > 1:
        return _("revenue dans le projet : ce qui suivait sa sortie d'avant ne compte plus")
    return _("encore dans le projet")


def _silence(horizon: Horizon, facts: _Facts, values: dict[str, Any]) -> str:
    """Why nothing that was heard counts; empty when an answer inside the window says something else."""
    window = values["exit_window" if horizon is Horizon.EXIT else "six_month_window"]
    said = [one for one in facts.heard if one.horizon == horizon.value]
    answered = [one for one in said if one.reach == Reach.ANSWERED]
    if any(one.days_after is not None and 0 <= one.days_after <= window for one in answered):
        return ""
    if answered:
        dated = [one for one in answered if one.observed_on]
        if dated:
            return _("réponse du %(day)s, hors du délai") % {"day": day(dated[-1].observed_on)}
        return _("réponse sans date : elle ne compte pas")
    if any(one.reach == Reach.REFUSED for one in said):
        return _("ne souhaite pas répondre")
    return _("pas jointe : aucune réponse dans le délai") if said else _("aucune réponse notée")


def _answered(tests: list[Test], facts: _Facts) -> str:
    """Refused, not known, or the other answer, to the question on which the figure rests."""
    given = [facts.answers[test.column] for test in tests]
    if "refused" in given:
        return _("ne souhaite pas répondre à la question")
    if "" in given:
        return _("réponse non connue")
    return _("a répondu « non »") if all(test.value == "yes" for test in tests) and len(tests) == 1 else ""
