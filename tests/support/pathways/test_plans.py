"""Mariam's plan: goals in her words, steps that somebody takes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.register.partners.models import Partner
from levier.support.pathways.actions import (
    StepDraft,
    add_goal,
    add_step,
    attended,
    change_goal,
    change_step,
    end_goal,
    end_step,
    move_step,
)
from levier.support.pathways.enums import Doer, GoalState, StepState
from levier.support.pathways.models import Goal, Step
from levier.support.pathways.panels import due
from levier.support.pathways.queries import plan_of
from tests.cast import actor, colleague, organisation, person
from tests.support.pathways.cast import NOW, TODAY, accompanied, item, noted, step_towards

pytestmark = pytest.mark.django_db


def test_a_step_is_tied_to_what_it_answers():
    by, mariam = actor(), person()
    step_towards(by, mariam, "Visiter la crèche", "FAM01", "FAM02", due_on=TODAY)

    [goal] = plan_of(by, mariam)

    assert goal.title == "Travailler à mi-temps"
    [step] = goal.taken
    assert (step.title, step.due_on, [one.code for one in step.answers_items]) == (
        "Visiter la crèche",
        TODAY,
        ["FAM01", "FAM02"],
    )


def test_ties_follow_a_step_that_is_changed():
    by, mariam = actor(), person()
    step = step_towards(by, mariam, "Visiter la crèche", "FAM01", "FAM02")

    draft = StepDraft("Inscrire à la crèche", items=(item(by, "FAM02"), item(by, "FAM03")))
    change_step(by=by, step=step, draft=draft, at=NOW)

    held = Step.objects.get()
    assert held.title == "Inscrire à la crèche"
    assert sorted(held.items.values_list("code", flat=True)) == ["FAM02", "FAM03"]


def test_a_partners_step_names_the_partner_and_a_persons_step_nobody():
    by, mariam = actor(), person()
    creche = Partner.objects.create(organisation=organisation(), code="creche", name="La crèche", kind="other")

    theirs = step_towards(by, mariam, "Donner une place", doer=Doer.PARTNER, partner=creche)
    hers = step_towards(by, mariam, "Téléphoner", partner=creche, goal=theirs.goal)

    assert (theirs.partner, hers.partner) == (creche, None)


def test_a_step_done_says_what_it_gave_and_is_not_ended_twice():
    by = actor()
    step = step_towards(by, person())

    end_step(by=by, step=step, state=StepState.DONE, outcome="Place en septembre", on=TODAY, at=NOW)

    held = Step.objects.get()
    assert (held.state, held.outcome, held.ended_on) == (StepState.DONE, "Place en septembre", TODAY)
    with pytest.raises(Refused):
        end_step(by=by, step=step, state=StepState.DROPPED, on=TODAY, at=NOW)


@pytest.mark.parametrize("state", [StepState.PLANNED, StepState.WAITING])
def test_an_end_is_done_or_dropped(state):
    by = actor()
    step = step_towards(by, person())

    with pytest.raises(Refused):
        end_step(by=by, step=step, state=state, on=TODAY, at=NOW)

    assert Step.objects.get().is_open


def test_a_step_taken_up_again_is_open():
    by = actor()
    step = step_towards(by, person())
    end_step(by=by, step=step, state=StepState.DROPPED, on=TODAY, at=NOW)

    move_step(by=by, step=step, state=StepState.UNDER_WAY, at=NOW)

    held = Step.objects.get()
    assert (held.state, held.ended_on) == (StepState.UNDER_WAY, None)


def test_attending_closes_the_step_that_waited_for_it_and_no_other():
    by, mariam, luc = actor(), person(), person("Luc")
    waits = step_towards(by, mariam, "Atelier numérique", closes_with="activities.activity:12")
    step_towards(by, mariam, "Autre atelier", closes_with="activities.activity:13", goal=waits.goal)
    step_towards(by, luc, "Atelier numérique", closes_with="activities.activity:12")
    system = house(organisation().pk, on_behalf_of="user:7")

    closed = attended(by=system, people=[mariam.pk], what="activities.activity:12", on=TODAY, at=NOW)

    assert closed == [waits]
    assert Step.objects.filter(state=StepState.DONE).count() == 1


def test_a_goal_dropped_drops_its_open_steps_and_leaves_those_done():
    by = actor()
    done = step_towards(by, person())
    end_step(by=by, step=done, state=StepState.DONE, on=date(2026, 5, 4), at=NOW)
    add_step(by=by, goal=done.goal, draft=StepDraft("Écrire un CV"), at=NOW)

    end_goal(by=by, goal=done.goal, state=GoalState.DROPPED, on=TODAY, at=NOW)

    assert list(Step.objects.order_by("pk").values_list("state", "ended_on")) == [
        ("done", date(2026, 5, 4)),
        ("dropped", TODAY),
    ]


def test_a_goal_that_is_over_takes_no_step_until_it_is_taken_up_again():
    by = actor()
    goal = add_goal(by=by, person=person(), title="Travailler", at=NOW)
    end_goal(by=by, goal=goal, state=GoalState.REACHED, on=TODAY, at=NOW)
    with pytest.raises(Refused):
        add_step(by=by, goal=goal, draft=StepDraft("Écrire un CV"), at=NOW)

    end_goal(by=by, goal=goal, state=GoalState.OPEN, on=TODAY, at=NOW)

    assert add_step(by=by, goal=goal, draft=StepDraft("Écrire un CV"), at=NOW).is_open


def test_a_goal_has_words():
    by = actor()

    with pytest.raises(ValidationError):
        add_goal(by=by, person=person(), title="", at=NOW)

    assert Goal.objects.count() == 0


def test_a_goal_is_said_otherwise():
    by = actor()
    goal = add_goal(by=by, person=person(), title="Travailler", at=NOW)

    change_goal(by=by, goal=goal, title="Travailler dans une cuisine", at=NOW)

    assert (Goal.objects.get().title, Goal.objects.get().version) == ("Travailler dans une cuisine", 2)


def test_a_step_is_for_a_colleague_of_the_same_association():
    stranger = colleague(at=organisation("ailleurs"), name="Eva")

    with pytest.raises(Refused):
        step_towards(actor(), person(), doer=Doer.WORKER, worker=stranger)

    assert Step.objects.count() == 0


def test_an_animator_plans_nothing():
    with pytest.raises(Refused):
        add_goal(by=actor(Role.ANIMATOR), person=person(), title="Travailler", at=NOW)

    assert Goal.objects.count() == 0


def test_what_answers_a_restricted_obstacle_does_not_tell_it_to_others():
    lead, mariam = actor(Role.DIRECTION, name="Zoe"), person()
    noted(lead, mariam, FAM04="strong")
    step_towards(lead, mariam, "Voir l'avocate", "FAM04")

    [goal] = plan_of(actor(name="Ali"), mariam)

    assert goal.taken[0].answers_items == []


def test_my_day_holds_my_steps_and_those_of_my_people():
    nadia = colleague()
    by = actor(name="Zoe")
    mariam, luc = person(), person("Luc")
    accompanied(by, mariam, referent=nadia)
    step_towards(by, mariam, "Téléphoner à la crèche", due_on=date(2026, 6, 10))
    step_towards(by, luc, "Pour Nadia", doer=Doer.WORKER, worker=nadia, due_on=TODAY)
    step_towards(by, luc, "Pas pour elle", due_on=TODAY)
    me = actor_for(nadia, organisation())

    items = due(me, TODAY, date(2026, 7, 15))

    assert [(one.detail, one.is_late) for one in items] == [("Téléphoner à la crèche", True), ("Pour Nadia", False)]
