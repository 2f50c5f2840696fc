"""Hours of a project by course and by partner, on its page and in its workbook."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from levier.activity.activities.models import Activity, Session
from levier.activity.activities.queries import ActivityHours, hours_by_activity
from levier.development.projects.models import Project
from levier.foundation.accounts.enums import Role
from levier.register.partners.models import Partner, Place
from tests.cast import browser, colleague, organisation, person
from tests.evidence.ledger.cast import DAY, MARCH, agreement, hours
from tests.guards import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture
def fse():
    """Alphabétisation, 5 h 35 in two sessions, ours in the walls of a school; Couture, 2 h, that a centre gives; and a
    stranger, who counts for nothing."""
    held = agreement("FSE-12")
    first = hours(held.project, 180, 95)
    sewing = hours(held.project, 120, 0, on=date(2026, 3, 9))
    centre = Partner.objects.create(organisation=organisation(), code="centre", name="Centre du Parvis")
    school = Partner.objects.create(organisation=organisation(), code="ecole", name="École du Midi")
    lent = Place.objects.create(organisation=organisation(), name="Classe", partner=school)
    Activity.objects.filter(sessions=first[0].session).update(title="Alphabétisation", place=lent)
    Activity.objects.filter(sessions=sewing[0].session).update(title="Couture", partner=centre)
    again = Session.objects.create(
        organisation=organisation(), activity=first[0].session.activity, project=held.project, on=DAY
    )
    for who, minutes in ((first[0].person, 60), (person("Aziz", "Haddad"), 240)):
        again.attendances.create(
            organisation=organisation(),
            person=who,
            presence="present",
            minutes=minutes,
            recorded_at=first[0].recorded_at,
        )
    return held


@pytest.fixture
def samira():
    return browser(colleague(Role.FINANCE, name="Samira"))


def page_of(held):
    return reverse("ledger:project", args=[held.project_id])


def test_each_activity_has_its_hours_its_people_and_its_partner_wherever_it_is(fse):
    found = hours_by_activity(organisation().pk, fse.project_id, MARCH)

    names = {one.title: one.pk for one in Activity.objects.all()}
    assert found == [
        ActivityHours(names["Alphabétisation"], "Alphabétisation", "", 2, 335),
        ActivityHours(names["Couture"], "Couture", "Centre du Parvis", 1, 120),
    ]


def test_the_workbook_has_a_sheet_a_table_and_they_sum_alike(samira, fse):
    answer = samira.get(page_of(fse) + "?format=xlsx")

    book = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True)
    rows = {sheet.title: [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="heures-P-FSE-12.xlsx"'
    assert rows == {
        "Heures par mois": [["03/2026", 7.58, 0, 7.58]],
        "Conventions": [["FSE-12, Bailleur de FSE-12", None, None, 7.58, None, 7.58]],
        "Activités": [["Alphabétisation", None, 2, 5.58], ["Couture", "Centre du Parvis", 1, 2]],
        "Partenaires": [["sans partenaire", 5.58], ["Centre du Parvis", 2]],
    }


def test_the_page_shows_them_too(samira, fse):
    text = samira.get(page_of(fse)).text.replace("\xa0", " ")

    couture = Activity.objects.get(title="Couture")
    link = f'<a href="{reverse("activities:activity", args=[couture.pk])}">Couture</a>'
    row = '<td>Centre du Parvis</td><td class="end">1</td><td class="end nowrap">2 h</td>'
    assert f'<tr><th scope="row">{link}</th>{row}</tr>' in text
    assert "<dt>sans partenaire</dt><dd>5 h 35</dd><dt>Centre du Parvis</dt><dd>2 h</dd>" in text


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_whatever_the_number_of_activities(fse, count):
    for _ in range(count):
        hours(fse.project, 60)

    house = organisation().pk

    with exactly(1):
        found = hours_by_activity(house, fse.project_id, MARCH)

    assert len(found) == 2 + count


def test_hours_of_another_organisation_are_not_to_be_had(fse):
    stranger = browser(colleague(Role.FINANCE, at=organisation("ailleurs"), name="Boris"))

    assert stranger.get(page_of(fse) + "?format=xlsx").status_code == 404


def test_an_idea_does_not_say_that_nobody_entered_it():
    nadia, there = browser(colleague(Role.DIRECTION)), agreement("IDEE").project
    page, sentence = reverse("projects:project", args=[there.pk]), "Personne n&#x27;est encore entré dans ce projet."
    before = nadia.get(page).text
    Project.objects.filter(pk=there.pk).update(status="idea")

    after = nadia.get(page).text

    said = [(sentence in text.replace("'", "&#x27;"), "Noter une entrée" in text) for text in (before, after)]
    assert said == [(True, True), (False, True)]

    auditor = browser(colleague(Role.AUDITOR, name="Anne"))
    assert 'id="participants"' not in auditor.get(page).text
