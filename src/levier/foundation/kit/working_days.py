"""Belgian working days: the ten legal holidays, days counted without the closed ones, the next open day.

domain.md 5.1: courts and welfare centres are closed on Saturdays, Sundays and legal holidays; the twelve working days
of the C45B leave out Sundays and legal holidays only.
"""

from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
_FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday, in days after Easter Sunday."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, common = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(rest, 4)
    week = (32 + 2 * common + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of a year."""
    sunday = easter(year)
    moving = (sunday + timedelta(days=after) for after in _AFTER_EASTER)
    return frozenset([*(date(year, month, day) for month, day in _FIXED), *moving])


def is_working_day(day: date, *, saturdays: bool) -> bool:
    """Neither a Sunday nor a legal holiday; a Saturday when `saturdays` count."""
    closed = (SUNDAY,) if saturdays else (SATURDAY, SUNDAY)
    return day.weekday() not in closed and day not in holidays(day.year)


def is_open(day: date) -> bool:
    """Are courts and welfare centres open on this day?"""
    return is_working_day(day, saturdays=False)


def next_open_day(day: date) -> date:
    """This day when it is open, else the next one that is."""
    while not is_open(day):
        day += DAY
    return day


def first_working_day_after(day: date) -> date:
    """The first open day that comes after this one."""
    return next_open_day(day + DAY)


def last_working_day_before(day: date) -> date:
    """The last open day that comes before this one."""
    day -= DAY
    while not is_open(day):
        day -= DAY
    return day


def add_working_days(day: date, count: int, *, saturdays: bool) -> date:
    """The `count`-th working day after `day`, which is not counted itself; `count` is 1 or more."""
    if count < 1:
        raise ValueError("working days are counted forward, from one")
    while count:
        day += DAY
        count -= is_working_day(day, saturdays=saturdays)
    return day
