"""One rule for a project's hours, wherever they are read: those of the people who take part in it."""

import io
import json
import re
from datetime import date, timedelta

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.activity.activities.models import Attendance
from levier.activity.activities.queries import minutes_by_month, minutes_of_projects, proven_lines
from levier.config.command import main
from levier.evidence.ledger.actions import claim_hours
from levier.evidence.ledger.queries import months_of
from levier.evidence.outcomes.models import Participation
from levier.foundation.kit.calendar import Period
from tests.cast import actor, browser, colleague, organisation, person, project
from tests.evidence.reports.course import AT, YEAR, agreement, course, plain, presence, trainee

pytestmark = pytest.mark.django_db
MARCH, MAY = date(2026, 3, 10), date(2026, 5, 5)


@pytest.fixture
def where():
    """Mariam takes part, for 3 h 30 in all; Aziz came twice without taking part, for 4 h 05."""
    found = course(organisation())
    agreement(found)
    mariam = trainee(actor("direction", name="Claire"), found)
    aziz = person("Aziz", "Haddad")
    for who, on, minutes in (
        (mariam.person, MARCH, 150),
        (mariam.person, MAY, 60),
        (aziz, MARCH, 200),
        (aziz, MAY, 45),
    ):
        presence(found, who, on, minutes)
    return found


@pytest.fixture
def page(where):
    return reverse("reports:report", args=[where.pk, "esf-plus-2021"]) + "?du=2026-01-01&au=2026-12-31"


@pytest.fixture
def claire():
    return browser(colleague("direction", name="Claire-Marie"))


def test_the_report_counts_the_hours_of_who_takes_part(claire, page):
    text = plain(claire.get(page).text)

    hours = re.search(r'<section[^>]*aria-labelledby="heures".*?</section>', text, re.DOTALL)[0]
    assert re.findall(r"<dd>\s*([\d h]+)", hours)[:3] == ["100 h", "3 h 30", "3 h 30"]


def test_so_do_its_files(claire, page):
    book = openpyxl.load_workbook(io.BytesIO(claire.get(page + "&format=xlsx").content), read_only=True)
    paper = pypdfium2.PdfDocument(claire.get(page + "&format=pdf").content)
    words = plain("\n".join(sheet.get_textpage().get_text_bounded() for sheet in paper))
    paper.close()

    sheet = {row[0]: row[1:4] for row in book["Heures-stagiaires"].iter_rows(values_only=True)}
    assert (sheet["03/2026"], sheet["05/2026"], sheet["Total"]) == ((2.5, 2.5, 0), (1, 1, 0), (3.5, 3.5, 0))
    assert re.search(r"3 h 30\s+heures-stagiaires faites", words)
    assert claire.get(page + "&format=json").json()["trainee_hours"]["total"] == "3.50"


def test_so_does_the_command(where, tmp_path):
    file = tmp_path / "rapport.json"
    words = ["report", "esf-plus-2021", "--project", "FSE-1", "--from", "2026-01-01", "--to", "2026-12-31"]

    assert main([*words, "-o", str(file)]) == 0

    hours = json.loads(file.read_text())["trainee_hours"]
    assert (hours["total"], hours["by_month"]["2026-03"], hours["by_month"]["2026-05"]) == ("3.50", "2.50", "1.00")


def test_so_do_the_project_the_hours_and_what_is_asked_to_the_funder(where, claire):
    by = actor("direction", name="Samira")
    (held,) = where.agreements.all()
    claimed = claim_hours(by=by, agreement=held, period=YEAR, share=10_000, at=AT)

    rows = [(one.done, one.asked, one.left, one.over) for one in months_of(where, [held], YEAR)]
    listed = plain(claire.get(reverse("ledger:hours")).text)
    shown = plain(claire.get(reverse("projects:project", args=[where.pk])).text)

    assert (claimed.lines, claimed.minutes) == (2, 210)
    assert rows == [(150, [150], 0, 0), (60, [60], 0, 0)]
    assert re.findall(r'<td[^>]* class="end">(\d+ h(?: \d\d)?)</td>', listed) == ["100 h", "3 h 30", "3 h 30", "0 h"]
    assert "3 h 30" in shown
    assert "7 h 35" not in shown


def test_who_enters_later_brings_the_hours_noted_before(where):
    aziz = Attendance.objects.exclude(person__participations__project=where).first().person
    Participation.objects.create(organisation=where.organisation, project=where, person=aziz, entry_on=MAY)

    assert sum(minutes_by_month(where.organisation_id, (where.pk,), YEAR).values()) == 455


def test_taking_part_in_another_project_is_not_taking_part_in_this_one(where):
    aziz = Attendance.objects.exclude(person__participations__project=where).first().person
    there = project("AUTRE")
    Participation.objects.create(organisation=where.organisation, project=there, person=aziz, entry_on=MAY)

    assert minutes_of_projects([where.pk, there.pk]) == {where.pk: 210}


DAY = st.integers(0, 120).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
PRESENCE = st.tuples(st.integers(0, 3), st.integers(0, 1), DAY, st.integers(0, 240))
PART = st.tuples(st.integers(0, 3), st.integers(0, 1))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.sets(PART, max_size=5), presences=st.lists(PRESENCE, max_size=12), first=DAY, length=st.integers(0, 90))
def test_every_reading_of_hours_gives_what_a_few_lines_of_python_give(parts, presences, first, length):
    _begin_anew()
    house, period = organisation(), Period(first, first + timedelta(days=length))
    people = [person(f"Mariam{number}") for number in range(4)]
    projects = [project("FSE-1"), project("FSE-2")]
    for who, where in parts:
        Participation.objects.create(
            organisation=house, project=projects[where], person=people[who], entry_on=date(2026, 1, 1)
        )
    for who, where, on, minutes in presences:
        presence(projects[where], people[who], on, minutes)

    shut = {where for _who, where in parts}
    counted = [one for one in presences if one[3] and (one[1] not in shut or one[:2] in parts)]
    for place, one in enumerate(projects):
        mine = [(on, minutes) for _who, where, on, minutes in counted if where == place]
        inside = sorted((on, minutes) for on, minutes in mine if first <= on <= period.last)
        by_month = minutes_by_month(house.pk, (one.pk,), period)
        assert sorted((on, minutes) for _source, on, minutes in proven_lines(house.pk, one.pk, period)) == inside
        assert sum(by_month.values()) == sum(minutes for _on, minutes in inside)
        assert {month for month, minutes in by_month.items() if minutes} == {on.replace(day=1) for on, _ in inside}
        assert minutes_of_projects([one.pk]).get(one.pk, 0) == sum(minutes for _on, minutes in mine)
    whole = sum(minutes for _who, _where, on, minutes in counted if first <= on <= period.last)
    assert sum(minutes_by_month(house.pk, (), period).values()) == whole


def _begin_anew():
    """Hypothesis runs many examples in the transaction of one test."""
    from levier.activity.activities.models import Activity, Session
    from levier.development.projects.models import Project
    from levier.register.people.models import Person

    for table in (Attendance, Session, Activity, Participation, Project, Person):
        table.objects.all().delete()
