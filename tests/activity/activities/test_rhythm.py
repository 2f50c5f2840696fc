"""The days of a series: how often, until when, without holidays, without school holidays, and a year later."""

from datetime import date
from itertools import pairwise

import pytest

from levier.activity.activities.rhythm import Every, Rhythm, days_of, shifted, why_closed
from levier.foundation.kit.school_holidays import HOLIDAYS, KNOWN_UNTIL, is_school_holiday

TUESDAY = date(2026, 6, 2)


def kept(rhythm, most=60):
    return [f"{day:%d/%m}" for day in days_of(rhythm, most=most).kept]


def left_out(rhythm):
    return [(f"{day:%d/%m}", str(reason)) for day, reason in days_of(rhythm, most=60).left_out]


def test_every_week_on_the_day_of_the_first_one():
    assert kept(Rhythm(Every.WEEK, TUESDAY, count=3)) == ["02/06", "09/06", "16/06"]


def test_several_days_of_a_week_until_a_day():
    rhythm = Rhythm(Every.WEEK, TUESDAY, last_on=date(2026, 6, 11), weekdays=(1, 3))

    assert kept(rhythm) == ["02/06", "04/06", "09/06", "11/06"]


def test_one_week_in_two_counts_weeks_from_monday():
    rhythm = Rhythm(Every.FORTNIGHT, TUESDAY, count=4, weekdays=(0, 1))

    assert kept(rhythm) == ["02/06", "15/06", "16/06", "29/06"]


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (date(2026, 6, 9), ["09/06", "14/07", "11/08"]),  # the second Tuesday
        (date(2026, 1, 30), ["30/01", "27/02", "27/03"]),  # a fifth Friday is the last one
    ],
)
def test_once_a_month_on_the_same_weekday(first, days):
    assert kept(Rhythm(Every.MONTH, first, count=3)) == days


def test_legal_holidays_are_left_out_and_said_unless_one_works_then():
    rhythm = Rhythm(Every.WEEK, date(2026, 7, 14), count=3)

    assert kept(rhythm) == ["14/07", "28/07", "04/08"]
    assert left_out(rhythm) == [("21/07", "jour férié")]
    assert kept(Rhythm(Every.WEEK, date(2026, 7, 14), count=3, without_holidays=False)) == ["14/07", "21/07", "28/07"]


def test_school_holidays_are_left_out_when_asked_and_sessions_are_counted_after():
    rhythm = Rhythm(Every.WEEK, date(2026, 10, 13), count=3, without_school=True)

    assert kept(rhythm) == ["13/10", "03/11", "10/11"]
    assert left_out(rhythm) == [("20/10", "congé scolaire"), ("27/10", "congé scolaire")]


def test_exceptions_are_left_out_and_days_given_are_added_whatever_the_rule():
    rhythm = Rhythm(
        Every.WEEK, TUESDAY, count=2, excepted=frozenset([date(2026, 6, 9)]), others=(date(2026, 7, 21), TUESDAY)
    )

    assert kept(rhythm) == ["02/06", "16/06", "21/07"]
    assert left_out(rhythm) == [("09/06", "jour que vous avez exclu")]


def test_given_days_alone_need_no_rule():
    rhythm = Rhythm(Every.DAYS, TUESDAY, others=(date(2026, 6, 20), date(2026, 6, 3)))

    assert kept(rhythm) == ["03/06", "20/06"]


def test_a_series_without_end_stops_where_there_would_be_too_many():
    assert len(kept(Rhythm(Every.WEEK, TUESDAY, last_on=date(2028, 6, 1)), most=10)) == 11


def test_a_series_moves_by_whole_weeks_so_that_a_tuesday_stays_one():
    days = [date(2025, 10, 7), date(2025, 10, 9), date(2025, 10, 14)]

    moved = dict(shifted(days, date(2026, 10, 8)))

    assert [f"{moved[day]:%a %d/%m/%Y}" for day in days] == ["Tue 06/10/2026", "Thu 08/10/2026", "Tue 13/10/2026"]
    assert list(shifted([], date(2026, 10, 8))) == []


def test_why_nothing_takes_place_on_a_day():
    assert str(why_closed(date(2026, 7, 21), school=True)) == "jour férié"
    assert str(why_closed(date(2026, 7, 22), school=True)) == "congé scolaire"
    assert why_closed(date(2026, 7, 22), school=False) == ""


def test_school_holidays_follow_each_other_and_begin_and_end_where_published():
    assert all(one.last < later.first for one, later in pairwise(HOLIDAYS))
    assert [is_school_holiday(date(2025, 10, day)) for day in (17, 20, 31)] == [False, True, True]
    assert not is_school_holiday(date(2025, 11, 3))
    assert date(2027, 8, 29) == KNOWN_UNTIL
