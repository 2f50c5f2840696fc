"""Where Mariam goes after a project: elsewhere in the house, already there, or nowhere; and what her plan proposed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.activity.activities.models import Activity, Enrolment
from levier.development.projects.models import Project
from levier.evidence.outcomes.flows import Flow, Proposed, flows_of, leavings_of, proposed_of
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.calendar import Period
from levier.support.pathways.actions import StepDraft, add_goal, add_step, end_step
from levier.support.pathways.enums import StepState
from tests.cast import actor, browser, colleague, organisation, person, project
from tests.guards import exactly

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
YEAR = Period(date(2025, 6, 16), date(2026, 6, 15))
DIGITAL, CARE, SEWING = "NUM · Numérique", "SOIN · Aide à domicile", "Café couture"


@pytest.fixture
def by():
    return actor(Role.DIRECTION, name="Zoe")


@pytest.fixture
def mariam():
    return person()


def led(code: str) -> Project:
    title = {"NUM": "Numérique", "SOIN": "Aide à domicile"}[code]
    return Project.objects.filter(code=code).first() or project(code, title=title)


def takes_part(somebody, code: str, start: date, end: date | None = None) -> None:
    Participation.objects.create(
        organisation=somebody.organisation,
        project=led(code),
        person=somebody,
        entry_on=start,
        exit_on=end,
    )


def comes(somebody, start: date, end: date | None = None, **more) -> Activity:
    values = {"organisation": somebody.organisation, "title": SEWING, "kind": "open"} | more
    activity = Activity.objects.filter(title=values["title"]).first() or Activity.objects.create(**values)
    Enrolment.objects.create(
        organisation=somebody.organisation,
        activity=activity,
        person=somebody,
        made_at=NOW,
        starts_on=start,
        ended_on=end,
    )
    return activity


def told(by, period: Period = YEAR):
    return [(one.name, one.left, one.went, one.stops) for one in leavings_of(by, period)]


def test_who_enters_elsewhere_later_goes_there(by, mariam):
    takes_part(mariam, "NUM", date(2025, 9, 1), date(2025, 12, 19))
    takes_part(mariam, "SOIN", date(2026, 1, 12))

    leavings = leavings_of(by, YEAR)

    assert [(one.name, one.left, one.went, one.stops) for one in leavings] == [(DIGITAL, 1, 1, 0)]
    assert flows_of(leavings) == [Flow(DIGITAL, CARE, 1, 24)]


def test_who_was_elsewhere_already_is_still_there(by, mariam):
    takes_part(mariam, "NUM", date(2025, 9, 1), date(2025, 12, 19))
    comes(mariam, date(2025, 10, 1))

    assert flows_of(leavings_of(by, YEAR)) == [Flow(DIGITAL, SEWING, 1, 0)]


def test_who_left_the_other_place_before_stops(by, mariam):
    takes_part(mariam, "NUM", date(2025, 9, 1), date(2025, 12, 19))
    comes(mariam, date(2025, 10, 1), date(2025, 11, 1))

    assert sorted(told(by)) == [(SEWING, 1, 1, 0), (DIGITAL, 1, 0, 1)]


def test_an_activity_of_a_project_is_no_place_of_its_own(by, mariam):
    takes_part(mariam, "NUM", date(2025, 9, 1), date(2025, 12, 19))
    comes(mariam, date(2026, 1, 12), title="Module 2", project=led("NUM"))

    assert told(by) == [(DIGITAL, 1, 0, 1)]


def test_who_left_before_the_period_or_has_not_left_does_not_count(by, mariam):
    takes_part(mariam, "NUM", date(2024, 9, 1), date(2024, 12, 19))
    takes_part(person("Ali", "Ben Salah"), "SOIN", date(2026, 1, 12))

    assert told(by) == []


def test_another_house_s_people_go_nowhere_here(by, mariam):
    takes_part(mariam, "NUM", date(2025, 9, 1), date(2025, 12, 19))

    assert told(actor(Role.DIRECTION, at=organisation("ailleurs"), name="Aziz")) == []


def test_what_plans_proposed_says_what_became_of_it(by, mariam):
    activity = comes(mariam, date(2026, 1, 12))
    goal = add_goal(by=by, person=mariam, title="Travailler", at=NOW)
    for state in (StepState.DONE, StepState.DROPPED, None):
        draft = StepDraft("Venir au café couture", closes_with=f"activities.activity:{activity.pk}")
        step = add_step(by=by, goal=goal, draft=draft, at=NOW)
        if state:
            end_step(by=by, step=step, state=state, on=NOW.date(), at=NOW)

    assert proposed_of(by, YEAR) == [Proposed(SEWING, 3, 1, 1, 1)]
    assert proposed_of(by, Period(YEAR.first, YEAR.last - timedelta(days=1))) == []


def test_more_people_cost_no_more_queries(by, mariam):
    for somebody in (mariam, person("Ali", "Ben Salah")):
        takes_part(somebody, "NUM", date(2025, 9, 1), date(2025, 12, 19))
        takes_part(somebody, "SOIN", date(2026, 1, 12), date(2026, 2, 12))
        comes(somebody, date(2026, 3, 1))

    with exactly(4):
        assert len(leavings_of(by, YEAR)) == 2


def test_the_page_says_it_in_rows(mariam):
    takes_part(mariam, "NUM", date(2025, 9, 1), date(2025, 12, 19))
    takes_part(mariam, "SOIN", date(2026, 1, 12))
    with time_machine.travel(NOW, tick=False):
        page = browser(colleague(Role.COORDINATION)).get(reverse("outcomes:flows")).text

    assert f'<th scope="row">{DIGITAL}</th><td data-label="Vers">{CARE}</td>' in page
