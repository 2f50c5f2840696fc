"""Nadia reads her appointments in the calendar of her phone: when and where, never with whom."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Membership
from levier.foundation.accounts.queries import actor_for
from levier.register.agenda.actions import book, release
from levier.register.agenda.feed_views import PURPOSE, key_of
from levier.register.agenda.models import Booking
from tests.cast import Browser, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mid_june():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def nadia():
    return colleague()


def booked(nadia, days: int, title: str = "rendez-vous"):
    by, start = actor_for(nadia, organisation()), NOW + timedelta(days=days)
    about, link = f"people.person:{person().pk}", "/accompagnements/rendez-vous/1/"
    made = book(
        by=by,
        worker=nadia,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        title=title,
        place="Rue de la Victoire 1",
        at=min(NOW, start - timedelta(days=1)),
    )
    Booking.objects.filter(pk=made.pk).update(about=about, link=link)
    return made


def address_of(nadia) -> str:
    page = browser(nadia).get(reverse("agenda:subscribe")).text
    found = re.search(r"http://testserver(/\S+/)</textarea>", page)
    assert found is not None
    return found[1]


def read(address: str):
    """What a calendar program that knows nobody here gets."""
    answer = Browser().get(address)
    events = Calendar.from_ical(answer.content).walk("VEVENT") if answer.status_code == 200 else []
    return answer, events


def test_the_feed_says_when_and_where_and_never_with_whom(nadia):
    booked(nadia, 1)

    answer, [event] = read(address_of(nadia))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(event["summary"]), str(event["location"])) == ("Rendez-vous", "Rue de la Victoire 1")
    assert event["dtstart"].dt == NOW + timedelta(days=1)
    assert urlsplit(str(event["url"])).path == "/accompagnements/rendez-vous/1/"
    assert b"Mariam" not in answer.content
    assert b"Diallo" not in answer.content


def test_what_is_released_or_far_away_is_not_in_it(nadia):
    kept = booked(nadia, 2)
    gone = booked(nadia, 3)
    release(by=actor_for(nadia, organisation()), booking=gone, at=NOW)
    for days in (-60, 400):
        booked(nadia, days)

    _answer, events = read(address_of(nadia))

    assert [event["dtstart"].dt for event in events] == [kept.starts_at]


def test_a_colleague_s_appointments_are_not_in_it(nadia):
    booked(colleague(name="Ali"), 1)

    assert read(address_of(nadia))[1] == []


def test_a_new_password_cuts_it(nadia):
    address = address_of(nadia)
    nadia.set_password("cinq autres mots sans aucun rapport")
    nadia.save()

    assert read(address)[0].status_code == 404
    assert read(address_of(nadia))[0].status_code == 200


def test_who_left_is_read_no_more(nadia):
    address = address_of(nadia)
    Membership.objects.filter(user=nadia).update(ended_at=NOW)

    assert read(address)[0].status_code == 404


def test_it_ends_with_the_next_year(nadia):
    address = address_of(nadia)

    with time_machine.travel(datetime(2027, 12, 31, 12, 0, tzinfo=UTC), tick=False):
        assert read(address)[0].status_code == 200
    with time_machine.travel(datetime(2028, 1, 1, 12, 0, tzinfo=UTC), tick=False):
        assert read(address)[0].status_code == 410


def test_a_link_for_another_house_reads_nothing(nadia):
    elsewhere = organisation("ailleurs")
    token = link_token(elsewhere.pk, PURPOSE, key_of(nadia), NOW + timedelta(days=1))

    assert read(reverse("agenda:calendar", args=[token]))[0].status_code == 404


@pytest.mark.parametrize("key", ["", ".", "1", "1.", "x.y", "99999999999999999999.a", "2026.é"])
def test_nonsense_reads_nothing(key):
    token = link_token(organisation().pk, PURPOSE, key, NOW + timedelta(days=1))

    assert read(reverse("agenda:calendar", args=[token]))[0].status_code == 404
