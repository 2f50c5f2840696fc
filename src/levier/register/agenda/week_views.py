"""A week as a list: one's own, and a colleague's for who makes appointments with others."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.queries import colleagues as all_colleagues
from levier.foundation.journal.sentences import named
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.screens import HouseRequest, Scope, screen
from levier.foundation.kit.working_days import holidays
from levier.register.agenda.models import Booking
from levier.register.agenda.queries import agenda_of, own_openings, receiving_days
from levier.register.agenda.rules import KEEP_HOURS, SEE_WEEKS
from levier.register.agenda.slots import Slot, free_slots

SATURDAY = 5
FARTHEST = 530
"""Weeks that one may leaf away from this one: ten years."""


@dataclass
class Day:
    """A day of the week: what is booked (with whom it is about, for who may know), and what is free."""

    on: date
    is_holiday: bool
    booked: list[tuple[Booking, str]] = field(default_factory=list)
    free: list[Slot] = field(default_factory=list)


@screen(KEEP_HOURS, scope=Scope.OWN)
def week(request: HouseRequest) -> HttpResponse:
    """One's own week. `?semaine=-1` is the week before this one."""
    context = {
        **_leafed(request, request.actor.user_id or 0, timezone.now()),
        "worker": None,
        "may_see_others": SEE_WEEKS.allows(request.actor),
        "has_hours": own_openings(request.actor).exists(),
    }
    return render(request, "agenda/week.html", context)


@screen(SEE_WEEKS)
def colleagues(request: HouseRequest) -> HttpResponse:
    """All colleagues, and on which days each receives."""
    days = receiving_days(request.actor, timezone.localdate())
    others = all_colleagues(request.actor).exclude(pk=request.actor.user_id or 0)
    context = {"rows": [(one, days.get(one.pk, [])) for one in others], "trail": _trail()}
    return render(request, "agenda/colleagues.html", context)


@screen(SEE_WEEKS)
def colleague_week(request: HouseRequest, pk: int) -> HttpResponse:
    """The week of a colleague: what is taken, for whom only where one may know, and what is free."""
    worker = get_object_or_404(all_colleagues(request.actor), pk=pk)
    context = {
        **_leafed(request, worker.pk, timezone.now()),
        "worker": worker,
        "has_hours": True,
        "trail": [*_trail(), (_("Semaines des collègues"), reverse("agenda:colleagues"))],
    }
    return render(request, "agenda/week.html", context)


def _leafed(request: HouseRequest, worker_id: int, now: datetime) -> dict[str, Any]:
    """The days of the week that the address asks for, and the weeks around it."""
    text = request.GET.get("semaine", "0")
    shift = int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) < 5 else 0
    shift = max(-FARTHEST, min(FARTHEST, shift))
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    return {
        "days": _days(request, worker_id, Period(monday, monday + timedelta(days=6)), now),
        "today": today,
        "monday": monday,
        "previous": shift - 1,
        "next": shift + 1,
        "is_this": shift == 0,
    }


def _days(request: HouseRequest, worker_id: int, period: Period, now: datetime) -> list[Day]:
    """Monday to Friday, and the end of the week when something is there."""
    agenda = agenda_of(request.actor, worker_id, period)
    names = named({one.about for one in agenda.booked if one.about}, request.actor)
    days = [period.first + timedelta(days=shift) for shift in range(7)]
    found = {on: Day(on, on in holidays(on.year)) for on in days}
    for one in sorted(agenda.booked, key=lambda booking: booking.starts_at):
        day = found.get(timezone.localdate(one.starts_at))
        if day:
            day.booked.append((one, names.get(one.about, ("", None))[0]))
    for slot in free_slots(agenda, period, after=now):
        found[timezone.localdate(slot.starts_at)].free.append(slot)
    return [one for one in found.values() if one.on.weekday() < SATURDAY or one.booked or one.free]


def _trail() -> list[tuple[Any, str]]:
    return [(_("Ma semaine"), reverse("agenda:week"))]
