"""The days of a series: a rhythm, exceptions, and the days on which the house or the schools are closed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.school_holidays import is_school_holiday
from levier.foundation.kit.working_days import holidays

FARTHEST = 24
"""Months over which a series may go."""
LAST_OF_MONTH = -1


class Every(StrEnum):
    """How often: "monthly" is by weekday, such as the second Tuesday or the last Friday."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    DAYS = "days"


LABELS = {
    Every.WEEK: _("chaque semaine"),
    Every.FORTNIGHT: _("une semaine sur deux"),
    Every.MONTH: _("une fois par mois, le même jour de la semaine"),
    Every.DAYS: _("seulement les jours que je donne"),
}
LEFT_OUT = {
    "holiday": _("jour férié"),
    "school": _("congé scolaire"),
    "except": _("jour que vous avez exclu"),
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A series from `first_on` until `last_on`, or until `count` sessions are kept.

    `weekdays` (0 is Monday) are those of a week, by default that of the first day. `others` are days given one by one,
    which no rule leaves out.
    """

    every: Every
    first_on: date
    last_on: date | None = None
    count: int | None = None
    weekdays: tuple[int, ...] = ()
    without_holidays: bool = True
    without_school: bool = False
    excepted: frozenset[date] = frozenset()
    others: tuple[date, ...] = ()


@dataclass(slots=True)
class Days:
    """The days kept, and those left out with the reason, in order."""

    kept: list[date] = field(default_factory=list)
    left_out: list[tuple[date, Any]] = field(default_factory=list)


def days_of(rhythm: Rhythm, *, most: int) -> Days:
    """The days of a series. At most `most` are kept: one more is enough to know that there are too many."""
    found = Days()
    wanted = most + 1 if rhythm.count is None else min(rhythm.count, most + 1)
    for day in _ruled(rhythm):
        if len(found.kept) >= wanted:
            break
        reason = _why_not(rhythm, day)
        if reason:
            found.left_out.append((day, LEFT_OUT[reason]))
        else:
            found.kept.append(day)
    found.kept = sorted({*found.kept, *rhythm.others})
    return found


def shifted(days: Iterable[date], first_on: date) -> Iterator[tuple[date, date]]:
    """(day, day moved by whole weeks) so that the first falls in the week of `first_on`: weekdays stay as they were."""
    ordered = sorted(days)
    if not ordered:
        return
    apart = _monday(first_on) - _monday(ordered[0])
    for day in ordered:
        yield day, day + apart


def why_closed(day: date, *, school: bool) -> Any:
    """Why nothing takes place on a day, in words, or ""."""
    if day in holidays(day.year):
        return LEFT_OUT["holiday"]
    return LEFT_OUT["school"] if school and is_school_holiday(day) else ""


def _ruled(rhythm: Rhythm) -> Iterator[date]:
    """All days of the rule, closed ones too."""
    if rhythm.every is Every.DAYS:
        return
    first = rhythm.first_on
    last = rhythm.last_on or add_months(first, FARTHEST)
    week = [weekday(number) for number in sorted(set(rhythm.weekdays) or {first.weekday()})]
    if rhythm.every is Every.MONTH:
        rule = rrule(MONTHLY, dtstart=first, until=last, byweekday=_in_month(first))
    else:
        step = 2 if rhythm.every is Every.FORTNIGHT else 1
        rule = rrule(WEEKLY, interval=step, dtstart=first, until=last, byweekday=week, wkst=MO)
    for found in islice(rule, 1_000):
        yield found.date()


def _in_month(day: date) -> weekday:
    """The place of a day among its weekdays of the month: the second Tuesday; a fifth one is the last."""
    place = (day.day - 1) // 7 + 1
    return weekday(day.weekday(), place if place < 5 else LAST_OF_MONTH)


def _why_not(rhythm: Rhythm, day: date) -> str:
    if day in rhythm.excepted:
        return "except"
    if rhythm.without_holidays and day in holidays(day.year):
        return "holiday"
    return "school" if rhythm.without_school and is_school_holiday(day) else ""


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
