"""The plan of one person: goals, steps, what came of them."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person
from levier.support.pathways.actions import (
    add_goal,
    add_step,
    change_goal,
    change_step,
    end_goal,
    end_step,
    move_step,
)
from levier.support.pathways.drafting import drafted_page
from levier.support.pathways.enums import OPEN_STEPS, GoalState, StepState
from levier.support.pathways.forms import GoalEndForm, GoalForm, StepEndForm, StepForm, values_of_step
from levier.support.pathways.models import Goal, Item, Step
from levier.support.pathways.person_views import person_of, tabs, trail
from levier.support.pathways.queries import diagnosis_of, plan_of
from levier.support.pathways.referral_queries import referrals_to_wait_for
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS


def page_of(person: Person) -> str:
    return reverse("pathways:plan", args=[person.pk])


@screen(SEE_PATHWAYS, reads="plan.read")
def plan(request: HouseRequest, pk: int) -> HttpResponse:
    """Goals and their steps; it prints as one page for the person."""
    person = person_of(request, pk)
    note_reading(request, person)
    goals = plan_of(request.actor, person)
    context = {
        "person": person,
        "goals": [one for one in goals if one.state == GoalState.OPEN],
        "ended": [one for one in goals if one.state != GoalState.OPEN],
        "today": timezone.localdate(),
        "may_write": WRITE_PATHWAYS.allows(request.actor),
        "tabs": tabs(request, person),
        "trail": trail(person),
    }
    return render(request, "pathways/plan.html", context)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def new_goal(request: HouseRequest, pk: int) -> HttpResponse:
    """A goal, in the person's own words."""
    person = person_of(request, pk)

    def save(valid: GoalForm) -> str:
        made = add_goal(by=request.actor, person=person, title=valid.cleaned_data["title"], at=timezone.now())
        say(request, _("Le but est noté. Quelle est la première étape ?"))
        return reverse("pathways:new_step", args=[made.pk])

    return drafted_page(
        request,
        person,
        "new_goal",
        GoalForm(request.POST or None),
        title=_("Ajouter un but"),
        submit=_("Ajouter"),
        on_valid=save,
        **_around(person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def edit_goal(request: HouseRequest, pk: int) -> HttpResponse:
    """Say a goal otherwise."""
    found = _goal(request, pk)

    def save(valid: GoalForm) -> str:
        change_goal(by=request.actor, goal=found, title=valid.cleaned_data["title"], at=timezone.now())
        say(request, _("Le but est reformulé."))
        return page_of(found.person)

    values = {"title": found.title, "version": found.version}
    return form_page(
        request,
        GoalForm(request.POST or None, initial=values),
        title=_("Reformuler le but"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values),
        **_around(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def finish_goal(request: HouseRequest, pk: int) -> HttpResponse:
    """A goal is reached, or dropped."""
    found = _goal(request, pk)

    def save(valid: GoalEndForm) -> str:
        end_goal(by=request.actor, goal=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("C'est noté."))
        return page_of(found.person)

    return form_page(
        request,
        GoalEndForm(request.POST or None),
        title=found.title,
        submit=_("Enregistrer"),
        on_valid=save,
        intro=_("Les étapes encore ouvertes s'arrêtent avec le but."),
        **_around(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("POST",))
def reopen_goal(request: HouseRequest, pk: int) -> HttpResponse:
    """Take up a goal again."""
    found = _goal(request, pk)
    end_goal(by=request.actor, goal=found, state=GoalState.OPEN, on=timezone.localdate(), at=timezone.now())
    say(request, _("Le but est repris."))
    return HttpResponseRedirect(page_of(found.person), status=303)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def new_step(request: HouseRequest, pk: int) -> HttpResponse:
    """A step towards a goal."""
    goal = _goal(request, pk)

    def save(valid: StepForm) -> str:
        add_step(by=request.actor, goal=goal, draft=valid.draft(), at=timezone.now())
        say(request, _("L'étape est ajoutée."))
        return page_of(goal.person)

    sent = referrals_to_wait_for(request.actor, goal.person)
    form = StepForm(request.actor, _that_hold(request, goal.person), request.POST or None, referrals=sent)
    return drafted_page(
        request,
        goal.person,
        f"new_step:{goal.pk}",
        form,
        title=_("Ajouter une étape"),
        submit=_("Ajouter"),
        on_valid=save,
        intro=_("But : %(goal)s") % {"goal": goal.title},
        **_around(goal.person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def edit_step(request: HouseRequest, pk: int) -> HttpResponse:
    """Agree on a step otherwise."""
    found = _step(request, pk)
    values = values_of_step(found)

    def save(valid: StepForm) -> str:
        change_step(by=request.actor, step=found, draft=valid.draft(), at=timezone.now())
        say(request, _("L'étape est modifiée."))
        return page_of(found.person)

    held = {one.pk: one for one in [*_that_hold(request, found.person), *found.items.all()]}
    sent = referrals_to_wait_for(request.actor, found.person, found.closes_with)
    return drafted_page(
        request,
        found.person,
        f"edit_step:{found.pk}",
        StepForm(request.actor, list(held.values()), request.POST or None, initial=values, referrals=sent),
        title=_("Modifier l'étape"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values),
        **_around(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def finish_step(request: HouseRequest, pk: int) -> HttpResponse:
    """A step is done, or dropped; what it answered is then asked again."""
    found = _step(request, pk)
    themes = list(found.items.order_by("order").values_list("theme", flat=True)[:1])

    def save(valid: StepEndForm) -> str:
        end_step(by=request.actor, step=found, at=timezone.now(), **valid.cleaned_data)
        if themes and valid.cleaned_data["state"] == StepState.DONE:
            say(request, _("L'étape est faite. Le frein auquel elle répondait est-il plus léger ?"))
            return f"{reverse('pathways:diagnosis', args=[found.person_id])}?theme={themes[0]}#{themes[0]}"
        say(request, _("C'est noté."))
        return page_of(found.person)

    return drafted_page(
        request,
        found.person,
        f"finish_step:{found.pk}",
        StepEndForm(request.POST or None),
        title=found.title,
        submit=_("Enregistrer"),
        on_valid=save,
        **_around(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("POST",))
def set_step(request: HouseRequest, pk: int) -> HttpResponse:
    """A step is under way, waits, or is planned again."""
    found = _step(request, pk)
    state = request.POST.get("etat", "")
    try:
        move_step(by=request.actor, step=found, state=state if state in OPEN_STEPS else "", at=timezone.now())
    except Refused:
        return HttpResponseRedirect(reverse("pathways:finish_step", args=[found.pk]), status=303)
    return HttpResponseRedirect(page_of(found.person), status=303)


def _goal(request: HouseRequest, pk: int) -> Goal:
    rows = Goal.objects.visible_to(request.actor).filter(person__merged_into=None).select_related("person")
    found: Goal = get_object_or_404(rows, pk=pk)
    return found


def _step(request: HouseRequest, pk: int) -> Step:
    rows = Step.objects.visible_to(request.actor).filter(person__merged_into=None).select_related("person", "goal")
    found: Step = get_object_or_404(rows, pk=pk)
    return found


def _that_hold(request: HouseRequest, person: Person) -> list[Item]:
    found = diagnosis_of(request.actor, person)
    return [state.item for theme in found.themes for state in theme.holds]


def _around(person: Person) -> dict[str, Any]:
    return {"trail": trail(person, (_("Plan"), page_of(person))), "back": page_of(person)}
