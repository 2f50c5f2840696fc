"""One's appointments in another calendar: an address that a calendar program reads, without account or names."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Membership, User
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import HouseRequest, Scope, screen
from levier.register.agenda.models import Booking
from levier.register.agenda.registers import FeedItem, feeds
from levier.register.agenda.rules import KEEP_HOURS

PURPOSE = "calendar"
BEHIND, AHEAD = timedelta(days=31), timedelta(days=186)
MOST = 2_000


@screen(KEEP_HOURS, scope=Scope.OWN)
def subscribe(request: HouseRequest) -> HttpResponse:
    """The address to give to one's calendar, how long it holds, and what cuts it."""
    until = _end_of_next_year(timezone.now())
    token = link_token(request.actor.organisation_id, PURPOSE, key_of(cast("User", request.user)), until)
    context = {
        "address": request.build_absolute_uri(reverse("agenda:calendar", args=[token])),
        "last": until.date() - timedelta(days=1),
        "trail": [(_("Ma semaine"), reverse("agenda:week"))],
    }
    return render(request, "agenda/subscribe.html", context)


@linked_screen(PURPOSE)
def calendar(request: LinkRequest) -> HttpResponse:
    """Bookings of a colleague around today (RFC 5545): when, where, what kind; `title` names nobody."""
    user, house, now = _reader(request), request.link.organisation_id, timezone.now()
    rows = Booking.objects.filter(organisation=house, worker=user, ends_at__gt=now - BEHIND, starts_at__lt=now + AHEAD)
    items = [_item(one) for one in rows.live().order_by("starts_at", "pk")[:MOST]]
    for feed in feeds:
        items += feed(house, user.pk, now - BEHIND, now + AHEAD)
    return calendar_file(request, "Levier", items, at=now)


def _item(one: Booking) -> FeedItem:
    title = one.title[:1].upper() + one.title[1:]
    return FeedItem(f"{one.pk}", one.starts_at, one.ends_at, title, one.place, one.link, one.made_at)


def calendar_file(request: HttpRequest, name: str, items: Iterable[FeedItem], *, at: datetime) -> HttpResponse:
    """Moments as a calendar program reads them (RFC 5545)."""
    told = Calendar()
    told.add("version", "2.0")
    told.add("prodid", "-//Levier//FR")
    told.add("x-wr-calname", name)
    for one in items:
        event = Event()
        event.add("uid", f"{one.uid}@{request.get_host()}")
        event.add("dtstamp", one.stamp or at)
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.ends_at)
        event.add("summary", one.title)
        if one.place:
            event.add("location", one.place)
        if one.link:
            event.add("url", request.build_absolute_uri(one.link))
        told.add_component(event)
    return HttpResponse(told.to_ical(), content_type="text/calendar; charset=utf-8")


def key_of(user: User) -> str:
    """Who reads, and a word that changes with the password: a new one cuts every address that was given."""
    word = salted_hmac("agenda.calendar", user.password, algorithm="sha256").hexdigest()[:16]
    return f"{user.pk}.{word}"


def _reader(request: LinkRequest) -> User:
    """The colleague of the link, while they work here. Raises Http404."""
    number, _dot, _word = request.link.key.partition(".")
    working = Membership.objects.filter(
        organisation=request.link.organisation_id, user=whole(number), ended_at=None, suspended_at=None
    )
    found = working.filter(user__is_active=True).select_related("user").order_by("pk").first()
    if found is None or not constant_time_compare(key_of(found.user), request.link.key):
        raise Http404
    user: User = found.user
    return user


def _end_of_next_year(now: datetime) -> datetime:
    """The same for a year, so that the address stays the same too."""
    return datetime(timezone.localdate(now).year + 2, 1, 1, tzinfo=BRUSSELS)
