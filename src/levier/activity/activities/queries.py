"""What other rooms ask of activities."""

from datetime import date
from typing import Any

from django.db import connection

from levier.foundation.kit.calendar import Period, add_months


def minutes_by_month(organisation_id: int, project_ids: tuple[int, ...], period: Period) -> dict[date, int]:
    """Minutes present by first day of month, for sessions whose day lies in the period; every month is there.

    A monthly total has the first day of its month, so that it belongs to the period when that day does.
    """
    month = "strftime('%%Y-%%m', s.\"on\")" if connection.vendor == "sqlite" else "to_char(s.\"on\", 'YYYY-MM')"
    arguments: list[Any] = [organisation_id, period.first, period.last, *project_ids]
    projects = f"AND s.project_id IN ({', '.join(['%s'] * len(project_ids))})" if project_ids else ""
    statement = (
        f"SELECT {month}, SUM(a.minutes) FROM activities_session s"  # noqa: S608 - no value in the text
        " JOIN activities_attendance a ON a.session_id = s.id"
        f' WHERE s.organisation_id = %s AND s."on" BETWEEN %s AND %s {projects} GROUP BY 1'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        found = {date.fromisoformat(f"{text}-01"): int(minutes) for text, minutes in cursor.fetchall()}
    return {day: found.get(day, 0) for day in _months(period)}


def _months(period: Period) -> list[date]:
    """First days of all months that the period touches, from its first whole or partial month on."""
    month, found = period.first.replace(day=1), []
    while month <= period.last:
        found.append(month)
        month = add_months(month, 1)
    return found
