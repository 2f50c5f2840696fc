"""Coming to an activity closes the step of a plan that waited for it."""

from datetime import UTC, date, datetime

import pytest

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.models import Activity, Enrolment, Session
from levier.activity.activities.queries import to_attend
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.support.pathways.enums import StepState
from levier.support.pathways.models import Step
from tests.cast import actor, organisation, person
from tests.support.pathways.cast import step_towards

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)
DAY = date(2026, 6, 15)


@pytest.fixture
def workshop():
    made = Activity.objects.create(organisation=organisation(), title="Premiers clics", kind="digital")
    session = Session.objects.create(organisation=organisation(), activity=made, on=DAY, planned_minutes=180)
    return made, session


def waits_for(workshop, *people):
    made, _session = workshop
    for one in people:
        Enrolment.objects.create(organisation=organisation(), activity=made, person=one, made_at=EVENING)
        step_towards(actor(name=one.first_name), one, "Venir", closes_with=f"activities.activity:{made.pk}")


def test_who_came_has_the_step_done_on_that_day_and_who_did_not_has_it_open(workshop):
    mariam, luc = person(), person("Luc")
    waits_for(workshop, mariam, luc)
    bruno = actor(Role.ANIMATOR, name="Bruno")
    entries = {mariam.pk: Entry("present"), luc.pk: Entry("absent")}

    record_attendance(by=bruno, session=workshop[1], entries=entries, at=EVENING)

    assert list(Step.objects.order_by("pk").values_list("state", "ended_on")) == [("done", DAY), ("planned", None)]
    line = Line.objects.get(verb="step.done")
    assert (line.actor, line.on_behalf_of) == ("house", bruno.reference)


def test_a_step_that_waits_for_another_activity_stays_open(workshop):
    mariam = person()
    waits_for(workshop, mariam)
    Step.objects.update(closes_with="activities.activity:999999")

    bruno = actor(Role.ANIMATOR, name="Bruno")
    record_attendance(by=bruno, session=workshop[1], entries={mariam.pk: Entry("present")}, at=EVENING)

    assert Step.objects.get().state == StepState.PLANNED


def test_a_plan_may_wait_for_what_goes_on_and_not_for_what_is_over(workshop):
    made, _session = workshop
    Activity.objects.create(organisation=organisation(), title="Passée", kind="course", ends_on=date(2026, 6, 14))
    Activity.objects.create(organisation=organisation("ailleurs"), title="Ailleurs", kind="course")

    assert to_attend(actor(), DAY) == [(f"activities.activity:{made.pk}", "Premiers clics")]
