"""How a rule makes a date of a day: pure arithmetic, no clock (domain.md 5.1)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.working_days import DAY, add_working_days, first_working_day_after, is_open, next_open_day
from levier.support.rights.enums import Start, Unit


class Countable(Protocol):
    """What counting asks of a rule. `amount` may be negative: -1 day is the eve."""

    @property
    def amount(self) -> int | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def counted_from(self) -> str: ...
    @property
    def saturday_counts(self) -> bool: ...
    @property
    def shifts_if_closed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Worked:
    """One computation. `base` is the day of the fact, `last_on` what the rule gives, `shifted_on` the next open day
    when that one is closed and the period moves. `begins_on` is the first day counted, where the rule says which."""

    base: date
    last_on: date
    shifted_on: date | None = None
    begins_on: date | None = None

    @property
    def end(self) -> date:
        """After this day, the time is over."""
        return self.shifted_on or self.last_on


class NothingToCount(ValueError):
    """The rule copies a date from a paper: none is ever computed."""


def count(rule: Countable, base: date) -> Worked:
    """What a rule gives from a day. Raises NothingToCount for a written date.

    A registered letter of a welfare centre counts from the first working day after it was posted, that day included;
    other periods from the day after the fact. Months go from a day number to the same one, the prudent reading.
    """
    if rule.unit == Unit.WRITTEN:
        raise NothingToCount
    is_posted = rule.counted_from == Start.POSTING
    begins_on = first_working_day_after(base) if is_posted else None
    eve = begins_on - DAY if begins_on else base
    last_on = _last(rule, eve)
    moves = rule.shifts_if_closed and not is_open(last_on)
    return Worked(base, last_on, next_open_day(last_on) if moves else None, begins_on)


def _last(rule: Countable, eve: date) -> date:
    amount = rule.amount or 0
    match rule.unit:
        case Unit.MONTHS:
            return add_months(eve, amount)
        case Unit.WORKING_DAYS:
            return add_working_days(eve, amount, saturdays=rule.saturday_counts)
        case Unit.END_OF_MONTH:
            return add_months(eve.replace(day=1), amount + 1) - DAY
        case _:
            return eve + timedelta(days=amount)
