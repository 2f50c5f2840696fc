"""What is announced to everybody: the address of a calendar that one may publish, and that calendar."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.feeds import for_everybody
from levier.activity.activities.models import Activity
from levier.activity.activities.rules import SEE_ACTIVITIES
from levier.activity.activities.trails import trail
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.agenda.feed_views import calendar_file

PURPOSE = "programme"
BEHIND, AHEAD = timedelta(days=31), timedelta(days=366)
LISTED = 60


@screen(SEE_ACTIVITIES)
def programme(request: HouseRequest) -> HttpResponse:
    """The address to publish, and the activities that it announces."""
    today = timezone.localdate()
    until = datetime(today.year + 2, 1, 1, tzinfo=BRUSSELS)
    token = link_token(request.actor.organisation_id, PURPOSE, "public", until)
    rows = Activity.objects.visible_to(request.actor).filter(is_public=True).exclude(ends_on__lt=today)
    context = {
        "address": request.build_absolute_uri(reverse("activities:public_calendar", args=[token])),
        "last": until.date() - timedelta(days=1),
        "activities": rows.order_by("title", "pk")[:LISTED],
        "trail": trail(),
    }
    return render(request, "activities/programme.html", context)


@linked_screen(PURPOSE)
def public_calendar(request: LinkRequest) -> HttpResponse:
    """Sessions that are announced to everybody (RFC 5545), around today."""
    house, now = Organisation.objects.get(pk=request.link.organisation_id), timezone.now()
    items = for_everybody(house.pk, now - BEHIND, now + AHEAD)
    return calendar_file(request, house.name, items, at=now)
