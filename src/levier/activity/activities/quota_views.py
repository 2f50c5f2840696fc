"""Places kept for a public: what holds of an activity, a new share, one taken away."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import add_quota, drop_quota
from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Activity, Quota
from levier.activity.activities.quota_forms import QuotaForm
from levier.activity.activities.rules import CHANGE_ACTIVITIES, SEE_PRESENCES
from levier.activity.activities.seats import seats_of
from levier.activity.activities.trails import trail
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen


def _page(activity: Activity) -> str:
    return reverse("activities:quotas", args=[activity.pk])


def _trail(activity: Activity) -> list[tuple[Any, str]]:
    return [*trail(activity), (_("Places réservées"), _page(activity))]


@screen(SEE_PRESENCES)
def quotas(request: HouseRequest, pk: int) -> HttpResponse:
    """How many places, of which so many are kept, for whom and until when."""
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    seats = seats_of(found, timezone.now())
    rows = list(found.quotas.select_related("partner", "session"))
    whole = [one for one in rows if one.session_id is None]
    said = seats.shares.sentences() if seats.shares else []
    context = {
        "activity": found,
        "seats": seats,
        "whole": list(zip(whole, said, strict=True)) if said else [(one, str(one)) for one in whole],
        "of_sessions": [one for one in rows if one.session_id],
        "may_change": CHANGE_ACTIVITIES.allows(request.actor),
        "trail": trail(found),
    }
    return render(request, "activities/quotas.html", context)


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Keep places for a public, or limit those it may have."""
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    today = timezone.localdate()
    coming = found.sessions.filter(kind=SessionKind.MOMENT, cancelled_at=None, on__gte=today).order_by("on", "pk")

    def create(form: QuotaForm) -> str:
        add_quota(by=request.actor, activity=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("C'est noté : ces places ont leur public."))
        return _page(found)

    return form_page(
        request,
        QuotaForm(request.actor, found, coming, request.POST or None),
        title=_("Réserver des places"),
        submit=_("Réserver"),
        on_valid=create,
        trail=_trail(found),
        back=_page(found),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def remove(request: HouseRequest, pk: int) -> HttpResponse:
    """The places of a public are for everybody again."""
    rows = Quota.objects.visible_to(request.actor).select_related("activity", "partner")
    found: Quota = get_object_or_404(rows, pk=pk)
    activity = found.activity

    def act() -> str:
        drop_quota(by=request.actor, quota=found, at=timezone.now())
        say(request, _("Ces places sont de nouveau pour tous."))
        return _page(activity)

    return confirm_page(
        request,
        title=_("Ne plus réserver"),
        sentence=_("« %(who)s » : ces places seront pour tous, d'abord pour qui attend.") % {"who": found},
        submit=_("Ne plus réserver"),
        on_yes=act,
        back=_page(activity),
        trail=_trail(activity),
    )
