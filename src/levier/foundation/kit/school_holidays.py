"""Holidays of the French-speaking schools of Brussels and Wallonia, whose dates a government decides year by year.

Source: calendar of the school years of the Fédération Wallonie-Bruxelles (enseignement.be). Years are added here once
they are published; `KNOWN_UNTIL` is the last day of which we know whether there is school.
"""

from datetime import date

from levier.foundation.kit.calendar import Period

HOLIDAYS = (
    Period(date(2023, 7, 8), date(2023, 8, 27)),
    Period(date(2023, 10, 23), date(2023, 11, 3)),
    Period(date(2023, 12, 25), date(2024, 1, 5)),
    Period(date(2024, 2, 26), date(2024, 3, 8)),
    Period(date(2024, 4, 29), date(2024, 5, 10)),
    Period(date(2024, 7, 6), date(2024, 8, 25)),
    Period(date(2024, 10, 21), date(2024, 11, 1)),
    Period(date(2024, 12, 23), date(2025, 1, 3)),
    Period(date(2025, 2, 24), date(2025, 3, 7)),
    Period(date(2025, 4, 28), date(2025, 5, 9)),
    Period(date(2025, 7, 5), date(2025, 8, 24)),
    Period(date(2025, 10, 20), date(2025, 10, 31)),
    Period(date(2025, 12, 22), date(2026, 1, 2)),
    Period(date(2026, 2, 16), date(2026, 2, 27)),
    Period(date(2026, 4, 27), date(2026, 5, 8)),
    Period(date(2026, 7, 4), date(2026, 8, 23)),
    Period(date(2026, 10, 19), date(2026, 10, 30)),
    Period(date(2026, 12, 21), date(2027, 1, 1)),
    Period(date(2027, 2, 22), date(2027, 3, 5)),
    Period(date(2027, 4, 26), date(2027, 5, 7)),
    Period(date(2027, 7, 3), date(2027, 8, 29)),
)
KNOWN_UNTIL = HOLIDAYS[-1].last


def is_school_holiday(day: date) -> bool:
    """Weeks without school, their week-ends in between included; legal holidays are in `working_days`."""
    return any(day in period for period in HOLIDAYS)
