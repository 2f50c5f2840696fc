"""The calendar: a week, a month, filters; what a colleague's phone reads, and what everybody may read."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from levier.activity.activities.models import Activity, Session
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.register.agenda.feed_views import PURPOSE, key_of
from levier.register.partners.models import Place
from tests.cast import Browser, browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 17, 10, 0, tzinfo=UTC)
PAGE = "activities:calendar"


@pytest.fixture(autouse=True)
def mid_june():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bruno():
    return browser(colleague(Role.ANIMATOR, name="Bruno"))


def activity(title="Couture", **more):
    return Activity.objects.create(
        organisation=more.pop("at", None) or organisation(), title=title, kind="workshop", **more
    )


def session(what, on, hour=7, **more):
    starts = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
    return Session.objects.create(
        organisation=what.organisation,
        activity=what,
        on=on,
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        planned_minutes=180,
        **more,
    )


def shown(answer):
    return [
        (day.on.day, one.activity.title)
        for week in answer.context["weeks"]
        for day in week
        if not day.is_beside
        for one, _url in day.sessions
    ]


def test_a_month_holds_its_days_and_whole_weeks(bruno):
    what = activity()
    for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1)):
        session(what, day)

    page = bruno.get(reverse(PAGE))

    assert shown(page) == [(1, "Couture"), (30, "Couture")]
    assert [len(week) for week in page.context["weeks"]] == [7] * 5
    assert page.context["weeks"][0][0].on == date(2026, 6, 1)
    assert page.context["count"] == 2


def test_a_week_is_that_of_the_day_asked_and_one_leafs_to_the_next(bruno):
    what = activity()
    session(what, date(2026, 6, 14))
    session(what, date(2026, 6, 15))
    session(what, date(2026, 6, 22))

    week = bruno.get(reverse(PAGE), {"vue": "semaine"})
    following = bruno.get(reverse(PAGE) + week.context["after"])

    assert (shown(week), shown(following)) == ([(15, "Couture")], [(22, "Couture")])


@pytest.mark.parametrize("asked", ["2026-06-17", "2026-02-31", "x" * 300, "1899-01-01", "9999-12-31", ""])
@pytest.mark.parametrize("view", ["semaine", "mois"])
def test_any_day_asked_opens_a_page(bruno, asked, view):
    assert bruno.get(reverse(PAGE), {"vue": view, "jour": asked}).status_code == 200


def test_filters_keep_what_they_say_and_follow_to_the_list(bruno):
    hall, eva = Place.objects.create(organisation=organisation(), name="Grande salle"), colleague(name="Eva")
    sewing, outing = activity(), activity("Musée", starts_on=date(2026, 6, 1))
    session(sewing, date(2026, 6, 16), place=hall)
    session(outing, date(2026, 6, 18), trainer=eva)
    Activity.objects.filter(pk=outing.pk).update(kind="outing")

    def found(**asked):
        return [title for _day, title in shown(bruno.get(reverse(PAGE), asked))]

    assert found() == ["Couture", "Musée"]
    assert found(lieu=hall.pk) == ["Couture"]
    assert found(anime=eva.pk) == ["Musée"]
    assert found(type="outing") == ["Musée"]
    assert found(activite=sewing.pk) == ["Couture"]
    assert found(lieu="999999") == ["Couture", "Musée"]
    page = bruno.get(reverse(PAGE), {"type": "outing"})
    listed = bruno.get(page.context["as_list"])
    assert [cells[2]["value"] for _pk, cells in listed.context["rows"]] == ["Musée"]


def test_a_cancelled_session_is_shown_as_such_and_another_house_s_never(bruno):
    session(activity(), date(2026, 6, 16), cancelled_at=NOW)
    session(activity("Ailleurs", at=organisation("ailleurs")), date(2026, 6, 16))

    page = bruno.get(reverse(PAGE))

    assert shown(page) == [(16, "Couture")]
    assert "annulée" in page.text
    assert "Ailleurs" not in page.text


@pytest.mark.parametrize("count", [1, 400])
def test_a_month_of_400_sessions_costs_the_queries_of_one(bruno, count):
    hall = Place.objects.create(organisation=organisation(), name="Grande salle")
    what = [activity(f"Atelier {number}") for number in range(min(count, 20))]
    Session.objects.bulk_create(
        Session(
            organisation=organisation(),
            activity=what[number % len(what)],
            place=hall,
            on=date(2026, 6, 1 + number % 30),
            starts_at=datetime(2026, 6, 1 + number % 30, 7, tzinfo=UTC),
            planned_minutes=60,
        )
        for number in range(count)
    )
    bruno.get(reverse(PAGE))

    with exactly(8):
        page = bruno.get(reverse(PAGE))

    assert page.context["count"] == count


def events_of(address):
    answer = Browser().get(address)
    events = Calendar.from_ical(answer.content).walk("VEVENT") if answer.status_code == 200 else []
    return answer, [(str(one["summary"]), one["dtstart"].dt, str(one.get("location", ""))) for one in events]


def test_who_leads_sessions_has_them_in_their_own_calendar_and_nobody_else_s():
    eva, hall = colleague(name="Eva"), Place.objects.create(organisation=organisation(), name="Salle", commune="Forest")
    mine = session(activity(), date(2026, 6, 18), trainer=eva, place=hall)
    session(activity("Annulée"), date(2026, 6, 19), trainer=eva, cancelled_at=NOW)
    session(activity("De Tarek"), date(2026, 6, 19), trainer=colleague(name="Tarek"))
    token = link_token(organisation().pk, PURPOSE, key_of(eva), NOW + timedelta(days=9))

    answer, events = events_of(reverse("agenda:calendar", args=[token]))

    assert events == [("Couture", mine.starts_at, "Salle, Forest")]
    assert f"/activites/seances/{mine.pk}/" in answer.text


def test_the_public_calendar_holds_what_is_announced_without_any_name(bruno):
    eva = colleague(name="Eva")
    carnival = activity("Carnaval", is_public=True)
    told = session(carnival, date(2026, 6, 20), trainer=eva, link="https://visio.example.org/secret")
    session(carnival, date(2026, 6, 21), cancelled_at=NOW)
    session(activity("Entre nous"), date(2026, 6, 20))
    session(activity("Ailleurs", at=organisation("ailleurs"), is_public=True), date(2026, 6, 20))

    address = bruno.get(reverse("activities:programme")).context["address"].removeprefix("http://testserver")
    answer, events = events_of(address)

    assert events == [("Carnaval", told.starts_at, "")]
    assert [word in answer.text for word in ("Eva", "secret", "seances")] == [False] * 3
    assert Browser().get(address[:-3] + "xyz/").status_code == 404
