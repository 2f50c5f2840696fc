"""A series begins again: from which week, what is left out, then it is written."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import again_of, repeat_series
from levier.activity.activities.lists import page_of
from levier.activity.activities.models import Activity
from levier.activity.activities.planning_forms import RepeatForm, RepeatNameForm
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.activity.activities.trails import trail
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def repeat(request: HouseRequest, pk: int) -> HttpResponse:
    """Show the dates of the new series, then write it."""
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    asked = RepeatForm(request.GET if "first_on" in request.GET else None)
    around: dict[str, Any] = {"asked": asked, "activity": found, "trail": trail(found), "back": page_of(found)}
    if not asked.is_valid():
        return render(request, "activities/repeat_start.html", around, status=422 if asked.errors else 200)
    again = again_of(found, asked.cleaned_data["first_on"], without_school=asked.cleaned_data["without_school"])

    def save(form: RepeatNameForm) -> str:
        data = form.cleaned_data
        made = repeat_series(by=request.actor, activity=found, again=again, at=timezone.now(), **data)
        say(request, _("La nouvelle série est planifiée. Personne n'y est encore inscrit."))
        return page_of(made)

    return form_page(
        request,
        RepeatNameForm(
            request.actor, request.POST or None, initial={"title": found.title, "project": found.project_id}
        ),
        title=_("Recommencer cette série"),
        submit=_("Planifier la nouvelle série"),
        on_valid=save,
        template="activities/repeat.html",
        again=[one for one in again if not one.left_out],
        left_out=[one for one in again if one.left_out],
        **around,
    )
