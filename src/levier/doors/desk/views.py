"""What staff see first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from levier.doors.desk.days import day_of
from levier.doors.desk.rules import USE_DESK
from levier.doors.desk.searching import find
from levier.foundation.kit.permissions import REGISTER
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold
from levier.register.agenda.rules import KEEP_TASKS


@screen(USE_DESK)
def my_day(request: HouseRequest) -> HttpResponse:
    """What this colleague has to do, today first, then the thirty days to come."""
    today = timezone.localdate()
    context = {"today": today, "day": day_of(request.actor, today), "may_note": KEEP_TASKS.allows(request.actor)}
    return render(request, "desk/my_day.html", context)


@screen(USE_DESK)
def search(request: HouseRequest) -> HttpResponse:
    """One search box over everything that rooms offer."""
    query = asked(request)
    context = {"query": query, "found": find(request.actor, fold(query)), "is_search": True}
    return render(request, "desk/search.html", context)


@screen(USE_DESK)
def help_page(request: HouseRequest) -> HttpResponse:
    """What one's roles allow, and where to find help."""
    mine = [entry for entry in REGISTER.values() if entry.allows(request.actor)]
    return render(request, "desk/help.html", {"permissions": mine})
