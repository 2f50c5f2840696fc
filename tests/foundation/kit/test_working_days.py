"""Working days: every day from 2015 to 2035 against what a patient person with a paper calendar would count."""

from datetime import date, timedelta

import pytest

from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.working_days import (
    add_working_days,
    easter,
    first_working_day_after,
    holidays,
    is_open,
    is_working_day,
    next_open_day,
)

YEARS = range(2015, 2036)
DAYS = [date(2015, 1, 1) + timedelta(days=n) for n in range((date(2036, 1, 1) - date(2015, 1, 1)).days)]
EASTERS = {
    2015: (4, 5),
    2016: (3, 27),
    2017: (4, 16),
    2018: (4, 1),
    2019: (4, 21),
    2020: (4, 12),
    2021: (4, 4),
    2022: (4, 17),
    2023: (4, 9),
    2024: (3, 31),
    2025: (4, 20),
    2026: (4, 5),
    2027: (3, 28),
    2028: (4, 16),
    2029: (4, 1),
    2030: (4, 21),
    2031: (4, 13),
    2032: (3, 28),
    2033: (4, 17),
    2034: (4, 9),
    2035: (3, 25),
}


def test_easter_is_that_of_the_almanac():
    assert {year: (easter(year).month, easter(year).day) for year in YEARS} == EASTERS


def test_a_year_has_ten_holidays_three_of_which_move():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 21),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]
    assert {year: len(holidays(year)) for year in YEARS if len(holidays(year)) != 10} == {}


def test_easter_monday_ascension_and_whit_monday_fall_on_their_weekdays():
    moving = {year: sorted(day.weekday() for day in _moving(year)) for year in YEARS}

    assert set(map(tuple, moving.values())) == {(0, 0, 3)}


def _moving(year):
    sunday = easter(year)
    return [sunday + timedelta(days=after) for after in (1, 39, 50)]


def test_courts_are_open_from_monday_to_friday_but_on_holidays():
    assert [day for day in DAYS if is_open(day) != (day.weekday() < 5 and day not in holidays(day.year))] == []


def test_the_next_open_day_is_open_and_none_before_it_is():
    for day in DAYS:
        found = next_open_day(day)
        between = [day + timedelta(days=n) for n in range((found - day).days)]
        assert (is_open(found), any(map(is_open, between)), found >= day) == (True, False, True)
        assert (found - day).days <= 4


@pytest.mark.parametrize("saturdays", [True, False])
@pytest.mark.parametrize("count", [1, 5, 12])
def test_so_many_working_days_lie_between_and_the_last_is_one(saturdays, count):
    for day in DAYS:
        last = add_working_days(day, count, saturdays=saturdays)
        passed = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
        assert sum(is_working_day(one, saturdays=saturdays) for one in passed) == count
        assert is_working_day(last, saturdays=saturdays)


@pytest.mark.parametrize("saturdays", [True, False])
def test_counting_a_day_later_never_ends_a_day_earlier(saturdays):
    ends = [add_working_days(day, 12, saturdays=saturdays) for day in DAYS]

    assert ends == sorted(ends)


@pytest.mark.parametrize("months", [1, 3, 5, 9])
def test_months_keep_the_day_number_or_end_with_the_month(months):
    for day in DAYS:
        last = add_months(day, months)
        assert (last.year * 12 + last.month) - (day.year * 12 + day.month) == months
        assert last.day == day.day or (last + timedelta(days=1)).day == 1


def test_working_days_are_counted_forward():
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 7, 10), 0, saturdays=True)


def test_after_the_eve_of_a_long_weekend_comes_the_day_that_ends_it():
    assert first_working_day_after(date(2026, 4, 30)) == date(2026, 5, 4)
    assert first_working_day_after(date(2026, 4, 3)) == date(2026, 4, 7)  # Good Friday, then Easter Monday
