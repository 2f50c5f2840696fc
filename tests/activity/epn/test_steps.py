"""A step that waits for the digital space is done when its person comes in."""

import pytest

from levier.activity.epn.queries import to_visit
from levier.foundation.journal.models import Line
from levier.foundation.kit.screens import reference
from levier.support.pathways.models import Step
from tests.activity.epn.cast import TODAY, space, tarek, visit
from tests.cast import actor, person
from tests.support.pathways.cast import step_towards

pytestmark = pytest.mark.django_db


def test_who_came_has_the_step_done_and_who_did_not_has_it_open():
    made, mariam, idris = space(), person(), person("Idris", "Ba")
    assert to_visit(tarek(), TODAY) == [(reference(made), "EPN Bosnie")]
    for one in (mariam, idris):
        step_towards(actor(name=one.first_name), one, "Venir", closes_with=reference(made))

    visit(made, mariam)

    states = dict(Step.objects.values_list("person__first_name", "state"))
    assert states == {"Mariam": "done", "Idris": "planned"}
    assert Line.objects.get(verb="step.done").actor == "house"


def test_a_visit_without_a_name_closes_nothing():
    made, mariam = space(), person()
    step_towards(actor(), mariam, "Venir", closes_with=reference(made))

    visit(made)

    assert Step.objects.get().state == "planned"
