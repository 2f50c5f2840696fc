"""What a rule-set declares."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.utils.translation import get_language

from levier.evidence.reports.engine.expressions import Expression


class Horizon(Enum):
    """Which date puts a record in a period: that of entry for outputs, that of exit for results (rule 26)."""

    ENTRY = "entry"
    EXIT = "exit"
    SIX_MONTHS = "six_months"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `certain` False: the number or the reading is to be confirmed with the managing authority."""

    code: str
    fr: str
    nl: str
    en: str
    when: Expression | None
    horizon: Horizon = Horizon.ENTRY
    complete_only: bool = True
    sensitive: bool = False
    certain: bool = True
    unknown_gender: bool = False
    optional_item: str = ""

    @property
    def label(self) -> str:
        return str(getattr(self, (get_language() or "fr")[:2], self.fr))

    @property
    def is_result(self) -> bool:
        return self.horizon is not Horizon.ENTRY


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """Value of a parameter from a day on."""

    name: str
    value: int
    since: date
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Completeness:
    """One item without which a record is incomplete. `code` is the machine reason, `sentence` the human one."""

    code: str
    sentence: Any
    when: Expression


@dataclass(frozen=True, slots=True)
class Check:
    """A validation rule over the cells of one column of figures. `holds` takes a function code -> value."""

    code: str
    sentence: Any
    instruction: Any
    holds: Callable[[Callable[[str], int]], bool]
    cumulated: bool = False


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Versioned rules of a funder: same records, same figures.

    `statuses` are the three indicators of which each complete record is in exactly one.
    """

    code: str
    name: Any
    version: str
    indicators: tuple[Indicator, ...]
    complete: tuple[Completeness, ...]
    parameters: tuple[ParameterValue, ...]
    statuses: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    not_from_people: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = field(default=())

    def values(self, on: date) -> dict[str, int]:
        """Parameters in force on a day."""
        found: dict[str, int] = {}
        for parameter in sorted(self.parameters, key=lambda one: one.since):
            if parameter.since <= on or parameter.name not in found:
                found[parameter.name] = parameter.value
        return found

    def indicator(self, code: str) -> Indicator:
        return next(indicator for indicator in self.indicators if indicator.code == code)

    @property
    def is_complete(self) -> Expression:
        whole: Expression = self.complete[0].when
        for item in self.complete[1:]:
            whole = whole & item.when
        return whole
