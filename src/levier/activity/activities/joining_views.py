"""People chosen in the lists of accompaniments join an activity: first where, then who, then it is written."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import enrol_together
from levier.activity.activities.enrolling_views import say_placed
from levier.activity.activities.joining import joining
from levier.activity.activities.joining_forms import JoinForm, WhereForm
from levier.activity.activities.lists import page_of
from levier.foundation.accounts.post import full_address
from levier.foundation.kit.forms import form_page
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.caseload import back_to, chosen, named
from levier.support.pathways.rules import WRITE_PATHWAYS


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def enrol_chosen(request: HouseRequest) -> HttpResponse:
    """Show what enrolling the chosen people in an activity would do, then do it for those who are left ticked."""
    held, today = chosen(request), timezone.localdate()
    asked = WhereForm(request.actor, today, request.GET if "activite" in request.GET else None)
    around: dict[str, Any] = {
        "asked": asked,
        "who": named(held) if held else "",
        "carried": [(key, value) for key, values in request.GET.lists() if key != "activite" for value in values],
        "trail": [(_("Accompagnements"), reverse("pathways:pathways"))],
        "back": back_to(request),
    }
    if not held or not asked.is_valid():
        return render(request, "activities/join_start.html", around, status=422 if asked.errors else 200)
    activity = asked.cleaned_data["activite"]
    found = joining(activity, [one.person for one in held])
    able = {str(one.pk): one for one, _note in found.able}

    def save(valid: JoinForm) -> str:
        people = [able[key] for key in valid.cleaned_data["people"]]
        starts = valid.cleaned_data["starts_on"]
        site, now = full_address(request, "/").rstrip("/"), timezone.now()
        placed = enrol_together(by=request.actor, activity=activity, people=people, starts_on=starts, site=site, at=now)
        say_placed(request, placed)
        return page_of(activity)

    return form_page(
        request,
        JoinForm(found, request.POST or None),
        title=_("Inscrire à une activité"),
        submit=_("Mettre sur la liste d'attente") if found.free == 0 else _("Inscrire ces personnes"),
        on_valid=save,
        template="activities/join.html",
        activity=activity,
        seen=found,
        **around,
    )
