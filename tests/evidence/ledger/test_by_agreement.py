"""Trainee-hours of each agreement, promised and done; an excused absence counts only where the agreement says so."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from levier.activity.activities.models import Attendance, Session
from levier.activity.activities.queries import excused_minutes
from levier.development.projects.models import Agreement, Project
from levier.evidence.ledger.actions import claim_hours
from levier.evidence.ledger.models import WHOLE
from levier.evidence.ledger.queries import TraineeHours, trainee_hours
from levier.foundation.accounts.enums import Role
from tests.cast import NOON, actor, browser, colleague, organisation, person
from tests.evidence.ledger.cast import MARCH, agreement, hours
from tests.guards import exactly

pytestmark = pytest.mark.django_db


def excused(session, who) -> Attendance:
    return session.attendances.create(
        organisation=session.organisation, person=who, presence="excused", reason="certificat", recorded_at=NOON
    )


@pytest.fixture
def course():
    """Twenty hours promised. On 2 March, four hours planned: Mariam 4 h, Omar 2 h 30, Aziz excused. On 9 March, four
    hours planned: Mariam excused, Omar absent."""
    forem = agreement("FOREM-1")
    Project.objects.filter(pk=forem.project_id).update(promised_minutes=1200)
    forem.project.refresh_from_db()
    fse = agreement("FSE-12", of=forem.project)
    Agreement.objects.filter(pk=fse.pk).update(counts_excused=True)
    mariam, _omar, aziz = hours(forem.project, 240, 150, 0)
    Attendance.objects.filter(pk=aziz.pk).delete()
    excused(aziz.session, aziz.person)
    second, omar_again = hours(forem.project, 0, 0, on=date(2026, 3, 9))
    Attendance.objects.filter(pk=second.pk).delete()
    excused(omar_again.session, mariam.person)
    return forem.project


def of(there):
    return list(there.agreements.order_by("reference"))


def test_the_worked_example_counts_the_two_absences_for_one_agreement_and_not_for_the_other(course):
    forem, fse = of(course)

    found = trainee_hours(course, [forem, fse], 390, MARCH)

    assert found == [TraineeHours(forem, 1200, 390, None), TraineeHours(fse, 1200, 390, 480)]
    assert [(one.done, one.rate) for one in found] == [(390, "33\u202f%"), (870, "73\u202f%")]


def test_an_absence_without_reason_of_a_stranger_or_of_a_cancelled_session_counts_for_nobody(course):
    session = Session.objects.filter(project=course).first()
    excused(session, person("Yasmina", "Étrangère"))
    cancelled = Session.objects.create(
        organisation=organisation(),
        activity=session.activity,
        project=course,
        on=date(2026, 3, 16),
        planned_minutes=240,
        cancelled_at=datetime(2026, 3, 15, 9, 0, tzinfo=UTC),
    )
    excused(cancelled, session.attendances.first().person)

    assert excused_minutes(organisation().pk, course.pk, MARCH) == 480


def test_absences_of_another_project_or_another_month_are_not_of_this_one(course):
    elsewhere = agreement("AUTRE").project
    (present,) = hours(elsewhere, 60)
    excused(present.session, hours(elsewhere, 0, on=date(2026, 4, 1))[0].person)

    assert excused_minutes(organisation().pk, course.pk, MARCH) == 480
    assert excused_minutes(organisation().pk, elsewhere.pk, MARCH) == 240


def test_where_no_agreement_counts_them_nothing_is_asked_of_the_database(course):
    Agreement.objects.update(counts_excused=False)
    agreements = of(course)

    with exactly(0):
        found = trainee_hours(course, agreements, 390, MARCH)

    assert [one.excused for one in found] == [None, None]


def test_what_is_claimed_stays_minutes_present(course):
    _forem, fse = of(course)

    done = claim_hours(by=actor(Role.FINANCE), agreement=fse, period=MARCH, share=WHOLE, at=NOON)

    assert (done.lines, done.minutes) == (2, 390)


def test_an_agreement_that_promises_hours_is_measured_by_its_own(course):
    Agreement.objects.filter(reference="FSE-12").update(promised_minutes=900)
    agreements = of(course)

    found = trainee_hours(course, agreements, 390, MARCH)

    assert [(one.promised, one.is_of_project) for one in found] == [(1200, True), (900, False)]
    assert [one.rate for one in found] == ["33\u202f%", "97\u202f%"]


def test_hours_older_than_the_start_of_the_project_are_in_its_total(course):
    Project.objects.filter(pk=course.pk).update(starts_on=date(2026, 3, 5))
    samira = browser(colleague(Role.FINANCE, name="Samira"))

    assert samira.get(reverse("ledger:project", args=[course.pk])).context["done"] == 390


def test_the_page_and_the_workbook_show_promised_done_and_rate(course):
    Agreement.objects.filter(reference="FSE-12").update(promised_minutes=900)
    samira = browser(colleague(Role.FINANCE, name="Samira"))
    page = reverse("ledger:project", args=[course.pk])

    text = samira.get(page).text.replace("\xa0", " ")
    book = openpyxl.load_workbook(io.BytesIO(samira.get(page + "?format=xlsx").content), read_only=True)

    cells = "".join(f'<td class="end nowrap">{one}</td>' for one in ("15 h", "6 h 30", "8 h", "14 h 30", "97\u202f%"))
    assert f"<small>Bailleur de FSE-12</small></th>{cells}</tr>" in text
    assert "seulement si la convention l'assimile à une présence" in text.replace("&#x27;", "'")
    assert [list(row) for row in book["Conventions"].iter_rows(values_only=True)] == [
        ["Convention", "Promises", "Promesse", "Présences", "Absences justifiées", "Heures faites"],
        ["FOREM-1, Bailleur de FOREM-1", 20, "par le projet", 6.5, None, 6.5],
        ["FSE-12, Bailleur de FSE-12", 15, None, 6.5, 8, 14.5],
    ]


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
def test_the_rate_is_a_whole_percentage_within_half_a_point(promised, present, absent):
    one = TraineeHours(Agreement(), promised, present, absent)

    assert one.done == present + (absent or 0)
    if not promised:
        assert one.rate == ""
        return
    shown = int(one.rate.removesuffix("\u202f%"))
    assert 2 * promised * shown <= 200 * one.done + promised < 2 * promised * (shown + 1)
