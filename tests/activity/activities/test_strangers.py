"""Somebody who takes no part in the project may come: their hours do not count for it, and the screens say so."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from levier.activity.activities.attendance import Entry, expected, record_attendance
from levier.activity.activities.enums import Presence
from levier.activity.activities.models import Activity, Session
from levier.activity.activities.queries import SOURCE, proven_lines
from levier.activity.activities.registers import outside
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.calendar import Period
from tests.activity.activities.cast import AFTER, MONDAY, workshop
from tests.cast import actor, browser, colleague, organisation, person, project

pytestmark = pytest.mark.django_db
PRESENT = Entry(Presence.PRESENT)


@pytest.fixture
def bruno():
    return browser(colleague(Role.ANIMATOR, name="Tarek"))


def course(count=3):
    """A session of a project in which all but the last person take part."""
    there = project("FSE-1")
    activity, session, people = workshop(count)
    Activity.objects.filter(pk=activity.pk).update(project=there)
    Session.objects.filter(pk=session.pk).update(project=there)
    session.refresh_from_db()
    for one in people[:-1]:
        Participation.objects.create(organisation=organisation(), project=there, person=one, entry_on=date(2026, 1, 5))
    return there, session, people


def test_only_participants_count():
    there, _session, people = course()

    assert outside(there.pk, [one.pk for one in people]) == {people[-1].pk}


def test_a_project_without_any_participant_is_open_to_all():
    _activity, _session, people = workshop()

    assert outside(project("EPN").pk, [one.pk for one in people]) == set()
    assert outside(None, [one.pk for one in people]) == set()
    assert outside(project("AUTRE").pk, []) == set()


def test_hours_of_a_stranger_are_not_asked_to_the_funder():
    there, session, people = course()
    entries = {one.pk: PRESENT for one in people}
    record_attendance(by=actor(Role.ANIMATOR), session=session, entries=entries, at=AFTER)

    lines = proven_lines(organisation().pk, there.pk, Period(MONDAY.date(), MONDAY.date()))

    inside = session.attendances.filter(person__in=people[:-1]).order_by("pk")
    assert lines == [(f"{SOURCE}{row.pk}", MONDAY.date(), 180) for row in inside]


def test_many_people_are_asked_at_once_as_few_are():
    there, _session, people = course()

    assert outside(there.pk, [*range(10_000, 10_600), people[0].pk]) == set(range(10_000, 10_600))


def test_the_sheet_names_strangers_and_counts_the_project_s_hours_apart(bruno):
    _there, session, people = course()
    page = reverse("activities:session", args=[session.pk])
    bruno.submit(page, {"sauf": "1", "ordre": " ".join(str(one.pk) for one in people)})

    text = bruno.get(page).text

    assert text.count("hors projet") == 1
    assert re.search(r"Pour le projet FSE-1\s: 6\sh\. 1 personne n'y participe pas", text)


def test_the_page_of_the_activity_and_the_enrolment_say_it_too(bruno):
    _there, session, _people = course()
    person("Aziz", "Haddad")
    activity = reverse("activities:activity", args=[session.activity_id])
    enrol = reverse("activities:enrol", args=[session.activity_id])

    found = bruno.post(reverse("kit:search"), {"page": enrol, "libre": "q", "q": "Haddad"}, follow=True)

    assert bruno.get(activity).text.count("hors projet") == 1
    assert '<span class="badge">hors projet</span>' in found.text


def test_who_comes_unannounced_is_added_to_the_sheet_of_that_day_only(bruno):
    activity, session, _people = workshop()
    earlier = Session.objects.create(
        organisation=organisation(), activity=activity, on=MONDAY.date() - timedelta(days=7), planned_minutes=60
    )
    aziz = person("Aziz", "Haddad")

    answer = bruno.submit(reverse("activities:add_to_sheet", args=[session.pk]), {"personne": [aziz.pk]})

    assert (answer.status_code, answer.url) == (303, reverse("activities:session", args=[session.pk]))
    assert aziz.pk in expected(session).values_list("person", flat=True)
    assert aziz.pk not in expected(earlier).values_list("person", flat=True)
    assert "Haddad" in bruno.get(answer.url).text


def test_from_a_day_on_or_always(bruno):
    activity, _session, _people = workshop()
    aziz, emre = person("Aziz"), person("Emre")
    enrol = reverse("activities:enrol", args=[activity.pk])

    bruno.submit(enrol, {"personne": [aziz.pk], "des": "15/06/2026"})
    bruno.submit(enrol, {"personne": [emre.pk], "des": ""})

    assert activity.enrolments.get(person=aziz).starts_on == date(2026, 6, 15)
    assert activity.enrolments.get(person=emre).starts_on is None


def test_a_day_that_is_none_enrols_nobody(bruno):
    activity, _session, people = workshop()
    aziz = person("Aziz")
    enrol = reverse("activities:enrol", args=[activity.pk])

    answer = bruno.submit(enrol, {"personne": [aziz.pk], "des": "demain"})

    assert activity.enrolments.count() == len(people)
    assert "«\u202fdemain\u202f» n&#x27;est pas un jour." in bruno.get(answer.url).text


def test_the_sheet_of_another_organisation_takes_nobody(bruno):
    _activity, session, _people = workshop(at=organisation("ailleurs"))
    aziz = person("Aziz")

    answer = bruno.submit(reverse("activities:add_to_sheet", args=[session.pk]), {"personne": [aziz.pk]})

    assert answer.status_code == 404
    assert session.activity.enrolments.filter(person=aziz).count() == 0


def test_the_page_says_how_many_places_are_left_and_who_no_longer_comes(bruno):
    activity, _session, people = workshop(3, capacity=4)
    activity.enrolments.filter(person=people[0]).update(ended_on=MONDAY.date())

    text = bruno.get(reverse("activities:activity", args=[activity.pk])).text

    assert "2 places libres" in text
    assert "1 personne ne vient plus" in text


def test_a_sheet_is_corrected_after_it_was_closed(bruno):
    _activity, session, people = workshop()
    page = reverse("activities:session", args=[session.pk])
    bruno.submit(page, {"sauf": "1", "ordre": " ".join(str(one.pk) for one in people)})
    closed = Session.objects.get(pk=session.pk).closed_at
    seen = {f"vu-{one.pk}": "present|180|" for one in people}
    kept = {f"p-{one.pk}": "present" for one in people[1:]} | {f"m-{one.pk}": "180" for one in people[1:]}

    answer = bruno.submit(
        page, seen | kept | {f"p-{people[0].pk}": "left", f"m-{people[0].pk}": "1h15", f"r-{people[0].pk}": "crèche"}
    )

    assert answer.status_code == 303
    row = session.attendances.get(person=people[0])
    assert (row.presence, row.minutes, row.reason) == ("left", 75, "crèche")
    assert Session.objects.get(pk=session.pk).closed_at == closed
    assert session.notes.filter(person=people[0]).count() == 2


def test_the_journal_names_a_session_by_its_activity_and_day():
    _activity, session, people = workshop()
    page = reverse("activities:session", args=[session.pk])
    direction = browser(colleague(Role.DIRECTION, name="Claire"))
    direction.submit(page, {"sauf": "1", "ordre": " ".join(str(one.pk) for one in people)})

    text = direction.get(reverse("journal:journal")).text

    assert f'<a href="{page}">' in text
    assert re.search(r"Premiers pas à l&#x27;ordinateur, 15\sjuin\s2026", text)
