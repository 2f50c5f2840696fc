"""Activities on screen."""

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.models import Activity, Session
from levier.foundation.accounts.enums import Role
from levier.foundation.kit import formats
from levier.register.partners.models import Partner
from tests.activity.activities.cast import workshop
from tests.cast import browser, colleague, organisation, person, project
from tests.guards import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture
def bruno():
    return browser(colleague(Role.ANIMATOR, name="Tarek"))


def url(name, *words):
    return reverse(f"activities:{name}", args=words)


def asking(page, **asked):
    """The address of a series: weekly, from 9 to 12."""
    return f"{page}?{urlencode({'every': 'week', 'count': '1', 'starts': '9h', 'ends': '12:00'} | asked)}"


def kept(session):
    return sorted(session.attendances.values_list("person__first_name", "presence", "minutes"))


def order(people):
    """The numbers as the sheet showed them."""
    return {"ordre": " ".join(str(one.pk) for one in people)}


def test_all_present_but_two_is_two_numbers(bruno):
    _activity, session, people = workshop(6)

    answer = bruno.submit(
        url("session", session.pk), {"sauf": "1", "absents": "2", "excuses": "5", "raison": "malade"} | order(people)
    )

    assert answer.status_code == 303
    assert [line[1] for line in kept(session)] == ["present", "absent", "present", "present", "excused", "present"]
    assert sum(line[2] for line in kept(session)) == 4 * 180


@pytest.mark.parametrize("numbers", ["9", "zéro", "0", "2 -1"])
def test_a_number_that_is_not_on_the_sheet_writes_nothing(bruno, numbers):
    _activity, session, people = workshop(6)

    answer = bruno.submit(url("session", session.pk), {"sauf": "1", "absents": numbers} | order(people))

    assert (answer.status_code, session.attendances.count()) == (422, 0)
    assert "n&#x27;est pas un numéro de la feuille" in answer.text


def test_the_grid_keeps_minutes_reasons_and_the_others(bruno):
    _activity, session, (first, second, _third) = workshop()

    answer = bruno.submit(
        url("session", session.pk),
        {
            f"p-{first.pk}": "late",
            f"m-{first.pk}": "1h30",
            f"p-{second.pk}": "excused",
            f"r-{second.pk}": "malade",
            "autres": "1",
            "fin": "1",
        },
    )

    assert answer.status_code == 303
    assert kept(session) == [("Mariam01", "late", 90), ("Mariam02", "excused", 0), ("Mariam03", "present", 180)]
    assert Session.objects.get(pk=session.pk).closed_at is not None


def test_a_line_that_cannot_be_read_is_shown_with_what_was_typed(bruno):
    _activity, session, (first, *_others) = workshop()

    answer = bruno.submit(url("session", session.pk), {f"p-{first.pk}": "late", f"m-{first.pk}": "beaucoup"})

    assert (answer.status_code, session.attendances.count()) == (422, 0)
    assert "n&#x27;est pas un nombre" in answer.text


def test_a_second_trainer_sees_what_the_first_noted(bruno):
    _activity, session, (first, *_others) = workshop()
    page = url("session", session.pk)
    bruno.submit(page, {f"p-{first.pk}": "absent"})
    late = {f"p-{first.pk}": "late", f"m-{first.pk}": "60", f"vu-{first.pk}": ""}

    answer = bruno.submit(page, late | {f"vu-{first.pk}": "present|180|"})

    assert answer.status_code == 409
    assert "Tarek a noté, " in answer.text
    assert kept(session) == [("Mariam01", "absent", 0)]


def test_an_activity_is_planned_and_filled_from_its_page(bruno):
    there = project("FSE-1")
    mariam = person("Mariam", "Diallo")
    made = bruno.submit(url("new"), {"title": "Alpha du matin", "kind": "literacy", "project": there.pk, "version": 1})
    activity = Activity.objects.get()
    planned = bruno.submit(
        asking(url("plan", activity.pk), first_on="02/06/2026", count="3", others="30/06/2026"),
        {"days": ["2026-06-02", "2026-06-09", "2026-06-16", "2026-06-30"]},
    )
    enrolled = bruno.submit(url("enrol", activity.pk), {"personne": [mariam.pk]})

    assert [made.status_code, planned.status_code, enrolled.status_code] == [303, 303, 303]
    days = list(activity.sessions.order_by("on").values_list("on", "planned_minutes", "project"))
    assert [f"{day:%d/%m}" for day, _minutes, _project in days] == ["02/06", "09/06", "16/06", "30/06"]
    assert {(minutes, where) for _day, minutes, where in days} == {(180, there.pk)}
    page = bruno.get(url("activity", activity.pk)).text
    assert "Mariam Diallo" in page


def test_a_session_that_ends_before_it_starts_is_refused_with_a_sentence(bruno):
    activity, _session, _people = workshop()

    answer = bruno.get(asking(url("plan", activity.pk), first_on="02/06/2026", starts="12:00", ends="9:00"))

    assert answer.status_code == 422
    assert "La fin de la séance tombe avant son début." in answer.text


@pytest.mark.parametrize("name", ["activity", "edit", "plan", "enrol"])
def test_another_organisation_s_activity_is_not_found(bruno, name):
    activity, session, _people = workshop(at=organisation("ailleurs"))

    assert bruno.get(url(name, activity.pk)).status_code == 404
    assert bruno.get(url("session", session.pk)).status_code == 404
    assert bruno.submit(url("session", session.pk), {"sauf": "1"}).status_code == 404


def test_people_of_another_organisation_are_not_enrolled(bruno):
    activity, _session, _people = workshop()
    stranger = person("Aziz", at=organisation("ailleurs"))

    bruno.submit(url("enrol", activity.pk), {"personne": [stranger.pk]})

    assert activity.enrolments.filter(person=stranger).count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_with_one_row_and_three(bruno, count):
    for _number in range(count):
        workshop_of_its_own()
    bruno.get(url("activities"))

    with exactly(8):
        assert bruno.get(url("activities")).status_code == 200
    with exactly(10):
        assert bruno.get(url("sessions"), {"quand": "all"}).status_code == 200


def days_listed(answer):
    return [cells[0]["value"] for _pk, cells in answer.context["rows"]]


def sessions_on(*days):
    activity = Activity.objects.create(organisation=organisation(), title="Atelier", kind="workshop")
    for on in days:
        starts_at = datetime.combine(on, time(9), tzinfo=UTC)
        Session.objects.create(
            organisation=organisation(), activity=activity, on=on, starts_at=starts_at, planned_minutes=60
        )


def test_the_list_of_sessions_begins_with_today_then_what_follows(bruno):
    today = timezone.localdate()
    days = {ahead: today + timedelta(days=ahead) for ahead in (-30, -1, 0, 1, 200)}
    sessions_on(*days.values())

    def listed(**filters):
        wanted = {formats.day(on, style="table"): ahead for ahead, on in days.items()}
        return [wanted[shown] for shown in days_listed(bruno.get(url("sessions"), filters))]

    assert listed() == [0, 1, 200]
    assert listed(quand="past") == [-1, -30]
    assert listed(quand="all") == [200, 1, 0, -1, -30]
    assert listed(tri="-jour") == [200, 1, 0]


def test_without_a_session_ahead_the_past_ones_are_one_choice_away(bruno):
    sessions_on(timezone.localdate() - timedelta(days=3))

    page = bruno.get(url("sessions"))

    assert ("Rien n&#x27;est prévu." in page.text, "passées" in page.text) == (True, True)
    assert page.context["is_filtered"] is False


def workshop_of_its_own():
    number = Activity.objects.count()
    house = organisation()
    activity = Activity.objects.create(organisation=house, title=f"Atelier {number}", kind="workshop")
    Session.objects.create(organisation=house, activity=activity, on="2026-06-01", planned_minutes=60)


def test_the_partner_who_gives_an_activity_is_chosen_and_said(bruno):
    centre = Partner.objects.create(organisation=organisation(), code="centre", name="Centre du Parvis")
    Partner.objects.create(organisation=organisation("ailleurs"), code="ailleurs", name="Centre d'ailleurs")

    choices = bruno.get(url("new")).context["form"].fields["partner"].queryset
    answer = bruno.submit(
        url("new"), {"version": "1", "title": "Couture", "kind": "workshop", "partner": str(centre.pk)}
    )

    assert list(choices) == [centre]
    assert "avec Centre du Parvis" in bruno.get(answer.headers["Location"]).text
