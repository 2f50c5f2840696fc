"""What staff see first."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from levier.doors.desk.rules import USE_DESK
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.permissions import REGISTER
from levier.foundation.kit.registers import due_items, search_sources
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold

AHEAD = timedelta(days=30)


@screen(USE_DESK)
def my_day(request: HouseRequest) -> HttpResponse:
    """What this colleague has to do, today first, then the thirty days to come."""
    today = timezone.localdate()
    items = [item for source in due_items for item in source(request.actor, today, today + AHEAD)]
    items.sort(key=lambda item: item.at if isinstance(item.at, datetime) else start_of_day(item.at))
    context = {
        "today": today,
        "late": [item for item in items if item.is_late][:50],
        "now": [item for item in items if not item.is_late and _day(item.at) == today],
        "soon": [item for item in items if not item.is_late and _day(item.at) > today][:50],
    }
    return render(request, "desk/my_day.html", context)


def _day(moment: Any) -> Any:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


@screen(USE_DESK)
def search(request: HouseRequest) -> HttpResponse:
    """One search box over everything that rooms offer."""
    query = asked(request)
    groups = _found(request.actor, fold(query)) if fold(query) else []
    return render(request, "desk/search.html", {"query": query, "groups": groups, "is_search": True})


def _found(actor: Actor, words: str) -> list[dict[str, Any]]:
    """Hits by kind: one query for all sources together."""
    sources = {source.kind: source for source in search_sources if source.permission.allows(actor)}
    if not sources:
        return []
    first, *others = [source.rows(actor, words) for source in sources.values()]
    hits: dict[str, list[dict[str, str]]] = {kind: [] for kind in sources}
    for kind, key, title, detail in first.union(*others, all=True) if others else first:
        hits[kind].append({"url": reverse(sources[kind].url_name, args=[key]), "title": title, "detail": detail})
    return [{"label": sources[kind].label, "hits": found} for kind, found in hits.items() if found]


@screen(USE_DESK)
def help_page(request: HouseRequest) -> HttpResponse:
    """What one's roles allow, and where to find help."""
    mine = [entry for entry in REGISTER.values() if entry.allows(request.actor)]
    return render(request, "desk/help.html", {"permissions": mine})
