"""Births as they are known: a day, a month of a year, a year; ages only as far as they are certain."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dates import MONTHS

from levier.foundation.kit import formats
from levier.foundation.kit.calendar import age_on

FIRST_YEAR = 1900
_MONTH = re.compile(r"(\d{1,2})[ /.\-](\d{4})")
_YEAR = re.compile(r"\d{4}")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d/%m/%y")


@dataclass(frozen=True, slots=True)
class Birth:
    """What is known of a birth. Either `day`, or `year` and perhaps `month`, or nothing."""

    day: date | None = None
    year: int | None = None
    month: int | None = None

    def __bool__(self) -> bool:
        return self.day is not None or self.year is not None

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """As one types it: 12/05/1990, 05/1990 or 1990."""
        if self.day:
            return f"{self.day:%d/%m}/{self.day.year:04}"
        if self.year and self.month:
            return f"{self.month:02}/{self.year}"
        return str(self.year or "")

    @property
    def words(self) -> str:
        """As one reads it: 12 mai 1990, mai 1990 or 1990."""
        if self.day:
            return formats.day(self.day)
        return f"{MONTHS[self.month]} {self.year}" if self.month else str(self.year or "")

    @property
    def bounds(self) -> tuple[date, date] | None:
        """The first and the last day it may be."""
        if self.day:
            return self.day, self.day
        if not self.year:
            return None
        if not self.month:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        after = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return date(self.year, self.month, 1), date.fromordinal(after.toordinal() - 1)

    def ages(self, on: date) -> tuple[int, ...]:
        """The age on a day; both when two are possible."""
        if self.bounds is None:
            return ()
        first, last = self.bounds
        return tuple(dict.fromkeys((max(age_on(last, on), 0), age_on(first, on))))


def read_birth(text: str, *, today: date) -> Birth:
    """A birth as one types it. Raises ValueError when it is none, or to come."""
    words = text.strip()
    if not words:
        return Birth()
    found = Birth(year=int(words)) if _YEAR.fullmatch(words) else _month(words) or Birth(day=_day(words))
    if (found.month is not None and not 1 <= found.month <= 12) or found.year == 0:
        raise ValueError(text)
    bounds = found.bounds
    if bounds is None or bounds[0] > today or bounds[0].year < FIRST_YEAR:
        raise ValueError(text)
    return found


def birth_of(person: Any) -> Birth:
    """What is known of the birth of a person."""
    return Birth(person.birth_date, person.birth_year, person.birth_month)


def _month(words: str) -> Birth | None:
    found = _MONTH.fullmatch(words)
    return Birth(year=int(found[2]), month=int(found[1])) if found else None


def _day(words: str) -> date:
    for style in _DAYS:
        try:
            return datetime.strptime(words, style).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError(words)
