"""A series is planned: how, then which of its days, then it is written; one session is changed."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.actions import change_session, count_audience, equipment_of, moments_of, plan_moments
from levier.activity.activities.forms import AudienceForm
from levier.activity.activities.lists import page_of, sheet_of
from levier.activity.activities.models import Activity, Session
from levier.activity.activities.planning_forms import ChosenForm, SeriesForm, SessionForm, session_values
from levier.activity.activities.previews import preview_of
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES
from levier.activity.activities.trails import trail
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def plan(request: HouseRequest, pk: int) -> HttpResponse:
    """Show the days of a series with what is in the way, then plan those that are left ticked."""
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor).select_related("project"), pk=pk)
    asked = SeriesForm(request.actor, found, request.GET if "every" in request.GET else None, initial=_usual(found))
    around: dict[str, Any] = {"asked": asked, "activity": found, "trail": trail(found), "back": page_of(found)}
    seen = None
    if asked.is_valid():
        try:
            seen = preview_of(request.actor, found, asked)
        except Refused as error:
            asked.add_error(None, str(error))
    if seen is None:
        return render(request, "activities/plan_start.html", around, status=422 if asked.errors else 200)

    def save(form: ChosenForm) -> str:
        knows = form.cleaned_data.get("knows_clashes", False)
        made = plan_moments(
            by=request.actor,
            activity=found,
            moments=moments_of(form.chosen(), asked.half_days()),
            setting=asked.setting(knows_clashes=knows),
            at=timezone.now(),
        )
        count = len(made)
        sentence = ngettext("%(n)s séance est planifiée.", "%(n)s séances sont planifiées.", count)
        say(request, sentence % {"n": count})
        return page_of(found)

    return form_page(
        request,
        ChosenForm(seen.choices, seen.ticked, bool(seen.clashes), request.POST or None),
        title=_("Planifier des séances"),
        submit=_("Planifier ces jours"),
        on_valid=save,
        template="activities/plan.html",
        seen=seen,
        **around,
    )


def _usual(activity: Activity) -> dict[str, Any]:
    """What a series most often is: the place and the leader of its activity, from its first day."""
    first: date = max(activity.starts_on or timezone.localdate(), timezone.localdate())
    ends = activity.ends_on if activity.ends_on and activity.ends_on - first < timedelta(days=366) else None
    return {
        "place": activity.place_id,
        "trainer": activity.trainer_id,
        "contact": activity.contact_id,
        "first_on": first,
        "last_on": ends if ends and ends >= first else None,
    }


def session_of(request: HouseRequest, pk: int) -> Session:
    """A session with what its pages say of it."""
    rows = Session.objects.visible_to(request.actor).select_related("activity", "place", "trainer", "contact")
    found: Session = get_object_or_404(rows, pk=pk)
    return found


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Move a session, or give it to somebody else."""
    found = session_of(request, pk)
    before = session_values(found, equipment_of(request.actor, found))

    def save(form: SessionForm) -> str:
        moved = change_session(by=request.actor, session=found, at=timezone.now(), **form.values())
        is_moved = (moved.starts_at, moved.place_id) != (found.starts_at, found.place_id)
        if is_moved and moved.starts_at and moved.starts_at > timezone.now():
            say(request, _("La séance est déplacée. Voici qui est à prévenir."))
            return reverse("activities:tell", args=[pk])
        say(request, _("La séance est modifiée."))
        return sheet_of(found)

    return form_page(
        request,
        SessionForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier la séance"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=trail(found.activity),
        back=sheet_of(found),
    )


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def audience(request: HouseRequest, pk: int) -> HttpResponse:
    """How many came to an event, or read an issue."""
    found = session_of(request, pk)

    def save(form: AudienceForm) -> str:
        count_audience(by=request.actor, session=found, audience=form.cleaned_data["audience"], at=timezone.now())
        say(request, _("Le public est compté."))
        return sheet_of(found)

    return form_page(
        request,
        AudienceForm(request.POST or None, initial={"audience": found.audience}),
        title=_("Compter le public"),
        submit=_("Enregistrer le nombre"),
        on_valid=save,
        trail=trail(found.activity),
        back=sheet_of(found),
    )
