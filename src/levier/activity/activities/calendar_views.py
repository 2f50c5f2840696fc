"""The sessions of a week or a month; beside them the list, which shows the same with the same filters."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.lists import SESSION_FILTERS, page_of, sheet_of
from levier.activity.activities.models import Session
from levier.activity.activities.rules import SEE_ACTIVITIES, SEE_PRESENCES
from levier.activity.activities.trails import trail
from levier.foundation.kit.calendar import Period, add_months
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.working_days import holidays

WEEK, MONTH = "semaine", "mois"
MOST = 1_000
DAY = timedelta(days=1)
FIRST, LAST = date(2000, 1, 3), date(2099, 12, 1)


@dataclass
class Day:
    """A day of a calendar: `is_beside` when it belongs to the month before or after; `sessions` with their page."""

    on: date
    is_holiday: bool
    is_beside: bool = False
    sessions: list[tuple[Session, str]] = field(default_factory=list)


@screen(SEE_ACTIVITIES)
def calendar(request: HouseRequest) -> HttpResponse:
    """`?vue=semaine&jour=2026-06-15` is the week of that day; by default the month of today. Queries: one for the
    sessions, one for each filter that reads a table, however many sessions there are."""
    today = timezone.localdate()
    view = WEEK if request.GET.get("vue") == WEEK else MONTH
    on = _day(request.GET.get("jour", "")) or today
    shown = _week(on) if view == WEEK else _month(on)
    rows, filters = _filtered(request)
    kept = {one["name"]: one["value"] for one in filters if one["value"]}
    days, is_cut = _days(request, rows, shown, None if view == WEEK else on.month)
    before, after = (
        (on - 7 * DAY, on + 7 * DAY) if view == WEEK else (add_months(on, -1).replace(day=1), _next_month(on))
    )
    context = {
        "view": view,
        "on": on,
        "monday": shown.first,
        "today": today,
        "weeks": [days[start : start + 7] for start in range(0, len(days), 7)],
        "filters": filters,
        "kept": kept,
        "count": sum(len(one.sessions) for one in days if not one.is_beside),
        "is_cut": is_cut,
        "before": _address(view, before, kept) if before >= FIRST else "",
        "after": _address(view, after, kept) if after <= LAST else "",
        "now": _address(view, None, kept),
        "as_week": _address(WEEK, on, kept),
        "as_month": _address(MONTH, on, kept),
        "as_list": f"{reverse('activities:sessions')}?{urlencode({'quand': 'all', **kept})}",
        "may_see": SEE_PRESENCES.allows(request.actor),
        "trail": trail(),
    }
    return render(request, "activities/calendar.html", context)


def _filtered(request: HouseRequest) -> tuple[Any, list[dict[str, Any]]]:
    rows = Session.objects.visible_to(request.actor).filter(kind=SessionKind.MOMENT)
    filters = []
    for one in SESSION_FILTERS:
        choices = [(code, label) for code, label in one.choices(request.actor)]
        asked = request.GET.get(one.name, "")
        value = asked if asked in {code for code, _label in choices} else ""
        rows = one.apply(rows, value) if value else rows
        filters.append({"name": one.name, "label": one.label, "choices": choices, "value": value})
    return rows, filters


def _days(request: HouseRequest, rows: Any, shown: Period, month: int | None) -> tuple[list[Day], bool]:
    """All days of a period with their sessions; and whether some are left out because there are too many."""
    length = (shown.last - shown.first).days + 1
    listed = [shown.first + number * DAY for number in range(length)]
    found = {on: Day(on, on in holidays(on.year), month is not None and on.month != month) for on in listed}
    may_see = SEE_PRESENCES.allows(request.actor)
    held = rows.filter(on__range=(shown.first, shown.last)).select_related("activity", "place", "trainer", "contact")
    sessions = list(held.order_by("on", "starts_at", "pk")[: MOST + 1])
    for one in sessions[:MOST]:
        found[one.on].sessions.append((one, sheet_of(one) if may_see else page_of(one.activity)))
    return list(found.values()), len(sessions) > MOST


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return max(FIRST, min(LAST, day))


def _week(on: date) -> Period:
    monday = on - on.weekday() * DAY
    return Period(monday, monday + 6 * DAY)


def _month(on: date) -> Period:
    """Whole weeks: from the Monday before the first day to the Sunday after the last."""
    first, last = on.replace(day=1), _next_month(on) - DAY
    return Period(first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY)


def _next_month(on: date) -> date:
    return add_months(on.replace(day=1), 1)


def _address(view: str, on: date | None, kept: dict[str, str]) -> str:
    asked = {"vue": view, **({"jour": on.isoformat()} if on else {}), **kept}
    return f"?{urlencode(asked)}"
