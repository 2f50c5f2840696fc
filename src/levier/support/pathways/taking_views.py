"""Steps of a template put into somebody's plan: first the days are shown, then one ticks and adds."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.actions import take_steps
from levier.support.pathways.enums import GoalState
from levier.support.pathways.models import Goal, PlanTemplate
from levier.support.pathways.person_views import person_of, trail
from levier.support.pathways.plan_views import page_of
from levier.support.pathways.rules import WRITE_PATHWAYS
from levier.support.pathways.template_forms import StartForm, TakeForm
from levier.support.pathways.template_queries import proposals


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def take(request: HouseRequest, pk: int) -> HttpResponse:
    """Choose a template and a first day (in the address: they tell nothing of anybody), see its steps, add them."""
    person = person_of(request, pk)
    asked = StartForm(request.actor, request.GET if "modele" in request.GET else None)
    if not asked.is_bound:
        asked.initial = {"debut": timezone.localdate()}
    around: dict[str, Any] = {
        "asked": asked,
        "trail": trail(person, (_("Plan"), page_of(person))),
        "back": page_of(person),
    }
    if not asked.is_valid():
        if request.method == "POST":
            return HttpResponseRedirect(reverse("pathways:take_steps", args=[person.pk]), status=303)
        known = list(PlanTemplate.objects.visible_to(request.actor).in_use())
        page = around | {"templates": known, "start": timezone.localdate().strftime("%d/%m/%Y")}
        return render(request, "pathways/take_start.html", page, status=422 if asked.errors else 200)
    template, start = asked.cleaned_data["modele"], asked.cleaned_data["debut"]
    found = proposals(request.actor, person, template, start)
    goals = list(Goal.objects.visible_to(request.actor).filter(person=person, state=GoalState.OPEN))

    def save(valid: TakeForm) -> str:
        values = valid.cleaned_data
        made = take_steps(
            by=request.actor,
            person=person,
            goal=next((one for one in goals if str(one.pk) == values["goal"]), None),
            new_goal=values["new_goal"],
            taken=valid.taken(),
            worker=values["worker"],
            at=timezone.now(),
        )
        count = len(made)
        say(request, ngettext("%(n)s étape est ajoutée.", "%(n)s étapes sont ajoutées.", count) % {"n": count})
        return page_of(person)

    return form_page(
        request,
        TakeForm(request.actor, goals, template, found, request.POST or None),
        title=_("Ajouter des étapes d'un modèle"),
        submit=_("Ajouter au plan"),
        on_valid=save,
        template="pathways/take_steps.html",
        chosen=template,
        there=[one for one in found if one.is_there],
        **around,
    )
