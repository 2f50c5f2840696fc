"""What a rule-set declares."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.engine.expressions import Expression, Parameter


class Horizon(Enum):
    """Which date puts a record in a period: that of entry for outputs, that of exit for results (rule 26)."""

    ENTRY = "entry"
    EXIT = "exit"
    SIX_MONTHS = "six_months"


HEARD = {
    "exit_work": Horizon.EXIT,
    "exit_training": Horizon.EXIT,
    "exit_qualification": Horizon.EXIT,
    "later_work": Horizon.SIX_MONTHS,
    "later_improved": Horizon.SIX_MONTHS,
}
"""Columns of a record that answers give, by when they are asked for; the others are those of the participation."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `certain` False: the number or the reading is to be confirmed with the managing authority.

    `complete_only`: does it count complete records alone (rule 7)? A parameter says "complete" or "all".
    `items` are the questions, asked with a right to refuse, that it depends on. `reference` are the outputs of which a
    result is a part (table 10); "complete" stands for all complete records. `sampled`: counted among the people drawn,
    when the house asks a sample. `withdrawn` names the parameter that holds the day from which it is asked no more.
    """

    code: str
    fr: str
    nl: str
    en: str
    when: Expression | None
    horizon: Horizon = Horizon.ENTRY
    complete_only: bool | Parameter = True
    sensitive: bool = False
    certain: bool = True
    unknown_gender: bool = False
    items: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    sampled: bool = False
    withdrawn: str = ""

    @property
    def label(self) -> str:
        return str(getattr(self, (get_language() or "fr")[:2], self.fr))

    @property
    def is_result(self) -> bool:
        return self.horizon is not Horizon.ENTRY

    def needs_complete(self, values: dict[str, Any]) -> bool:
        """With these parameters, does it leave out incomplete records?"""
        asked = self.complete_only
        return values[asked.name] == "complete" if isinstance(asked, Parameter) else asked


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """Value of a parameter from a day on: a number, a day, or a word. `meaning` is the sentence that people read.

    It holds for those whose entry, for results whose exit, falls on that day or later. `shown` puts a word into
    words; `certain` False: to be confirmed with the managing authority.
    """

    name: str
    value: int | date | str
    since: date
    meaning: Any
    certain: bool = True
    shown: Any = ""


@dataclass(frozen=True, slots=True)
class Era:
    """Parameters that hold together from a day on."""

    first: date
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Completeness:
    """One item without which a record is incomplete. `code` is the machine reason, `sentence` says what lacks."""

    code: str
    sentence: Any
    when: Expression

    @property
    def is_given(self) -> Expression:
        """The predicate, explained by what lacks."""
        return self.when.because(format_lazy(_("fiche incomplète : {what}"), what=self.sentence))


@dataclass(frozen=True, slots=True)
class Check:
    """A validation rule over the cells of one column of figures. `holds` takes a function code -> value."""

    code: str
    sentence: Any
    instruction: Any
    holds: Callable[[Callable[[str], int]], bool]
    cumulated: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredSum:
    """A figure declared as the sum of others (rules 144 to 148): counted on its own by `when`, then compared."""

    code: str
    parts: tuple[str, ...]
    when: Expression

    @property
    def label(self) -> str:
        return " + ".join(self.parts)


def table_ten(indicators: tuple[Indicator, ...]) -> tuple[Check, ...]:
    """Rule 28: since the start, no result exceeds the outputs that it is a part of."""
    return tuple(_never_more(one) for one in indicators if one.reference)


def _never_more(one: Indicator) -> Check:
    names = [_("les fiches complètes") if code == "complete" else code for code in one.reference]
    whole = format_lazy(" + ".join(["{}"] * len(names)), *names)
    return Check(
        f"T10-{one.code}",
        format_lazy(_("Depuis le début, {part} ne dépasse pas {whole}"), part=one.code, whole=whole),
        _("Un résultat ne dépasse jamais la population dont il parle : vérifiez les dates d'entrée et de sortie."),
        lambda value: value(one.code) <= sum(value(code) for code in one.reference),
        cumulated=True,
    )


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Versioned rules of a funder: same records, same figures.

    `partitions` are other indicators of which each complete record is in exactly one.
    `readings` are choices of reading that no parameter holds, to be confirmed with the managing authority.
    `statuses` are the three indicators of which each complete record is in exactly one; `everybody` counts all
    participations, `into_work` those who left for a job: the two figures that a report is named after.
    """

    code: str
    name: Any
    version: str
    indicators: tuple[Indicator, ...]
    complete: tuple[Completeness, ...]
    parameters: tuple[ParameterValue, ...]
    statuses: tuple[str, ...]
    everybody: str
    into_work: str
    sums: tuple[DeclaredSum, ...] = ()
    checks: tuple[Check, ...] = ()
    not_from_people: tuple[tuple[str, Any], ...] = ()
    partitions: tuple[tuple[str, ...], ...] = ()
    readings: tuple[Any, ...] = ()
    sources: tuple[str, ...] = field(default=())

    def values(self, on: date) -> dict[str, Any]:
        """Parameters in force on a day; before the first value of a parameter, that first value."""
        return {name: one.value for name, one in self._held(on).items()}

    def _held(self, on: date) -> dict[str, ParameterValue]:
        found: dict[str, ParameterValue] = {}
        for one in sorted(self.parameters, key=lambda one: one.since):
            if one.since <= on or one.name not in found:
                found[one.name] = one
        return found

    def eras(self, first: date | None, last: date) -> list[Era]:
        """Parameters by the day from which they hold, between two days or up to the last one; mostly a single era."""
        changes = {one.since for one in self.parameters if one.since <= last and (first is None or one.since > first)}
        days = sorted(changes) if first is None else [first, *sorted(changes)]
        found: list[Era] = []
        for day in days or [last]:
            values = self.values(day)
            if not found or found[-1].values != values:
                found.append(Era(day, values))
        return found

    def in_force(self, first: date, last: date) -> list[ParameterValue]:
        """The values of parameters that hold on at least one day between two days."""
        held = self._held(first)
        return [one for one in self.parameters if one is held[one.name] or first < one.since <= last]

    def indicator(self, code: str) -> Indicator:
        return next(indicator for indicator in self.indicators if indicator.code == code)

    def is_asked(self, indicator: Indicator, on: date) -> bool:
        """Is the question of this indicator asked to those who enter that day?"""
        return not indicator.withdrawn or on < self.values(on)[indicator.withdrawn]

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of a participation that the rules read, with those that every record line shows."""
        rules = [one.when for one in self.indicators if one.when is not None]
        rules += [one.when for one in self.complete] + [one.when for one in self.sums]
        read = {test.column for rule in rules for test in rule.tests() if test.column not in HEARD}
        read.update(item for one in self.indicators for item in one.items)
        return tuple(sorted(read | {"id", "entry_on", "exit_on", "gender", "age", "isced"}))

    @property
    def is_complete(self) -> Expression:
        whole: Expression = self.complete[0].when
        for item in self.complete[1:]:
            whole = whole & item.when
        return whole
