"""The week of a colleague: what is taken and what is free, for who makes appointments with others."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.register.agenda.actions import OpeningDraft, add_opening, book, tie
from levier.register.agenda.rules import SEE_WEEKS
from levier.register.agenda.slots import Slot, moment_of
from levier.support.appointments.actions import AppointmentDraft, plan_appointment
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)  # a Monday


@pytest.fixture
def hakim():
    """A colleague who receives on Tuesdays, and has somebody at nine."""
    user = colleague(name="Hakim")
    by = actor_for(user, organisation())
    add_opening(by=by, draft=OpeningDraft(1, time(9), time(12), 60, date(2026, 6, 1)), at=NOW)
    taken(by, user, 9)
    return user


def taken(by, user, hour):
    start = moment_of(date(2026, 6, 16), time(hour))
    return book(by=by, worker=user, starts_at=start, ends_at=start + timedelta(hours=1), title="rendez-vous", at=NOW)


def opened(page, user, **asked):
    with time_machine.travel(NOW, tick=False):
        return page.get(reverse("agenda:colleague_week", args=[user.pk]), asked)


def test_nadia_sees_what_is_taken_and_what_is_free_and_leafs_through_the_weeks(hakim):
    page = browser(colleague())

    first, following = opened(page, hakim), opened(page, hakim, semaine=1)

    tuesday = first.context["days"][1]
    assert ([one.title for one, _name in tuesday.booked], len(tuesday.free)) == (["rendez-vous"], 2)
    assert "Semaine\u202f: Hakim" in first.text
    assert (following.context["monday"], following.context["previous"], following.context["next"]) == (
        date(2026, 6, 22),
        0,
        2,
    )


def test_the_list_says_on_which_days_each_receives(hakim):
    colleague(name="Zoe")
    with time_machine.travel(NOW, tick=False):
        shown = browser(colleague()).get(reverse("agenda:colleagues"))

    assert [(str(one), days) for one, days in shown.context["rows"]] == [("Hakim", ["mardi"]), ("Zoe", [])]


def test_who_receives_nobody_else_sees_no_colleagues_week(hakim):
    assert not SEE_WEEKS.allows(actor(Role.ANIMATOR, name="Eva"))
    assert SEE_WEEKS.allows(actor(Role.RECEPTION, name="Rose"))
    page = browser(colleague(Role.FINANCE, name="Luc"))

    assert opened(page, hakim).status_code == 403
    assert "Semaines des collègues" not in page.get(reverse("agenda:week")).text


def test_a_colleague_of_another_association_has_no_week_here(hakim):
    stranger = browser(colleague(at=organisation("ailleurs"), name="Aziz"))

    assert opened(stranger, hakim).status_code == 404


def test_reception_sees_the_time_and_not_for_whom(hakim):

    by, start = actor_for(hakim, organisation()), moment_of(date(2026, 6, 16), time(10))
    slot = Slot(start, start + timedelta(hours=1))
    plan_appointment(by=by, person=person(), draft=AppointmentDraft(hakim), slot=slot, at=NOW)

    seen = [opened(browser(one), hakim).text for one in (colleague(Role.RECEPTION, name="Rose"), colleague())]

    assert ["Mariam" in text for text in seen] == [False, True]
    assert "Prendre un rendez-vous" not in seen[0]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(hakim, rows):
    by = actor_for(hakim, organisation())
    for hour in range(rows):
        held = taken(by, hakim, 10 + hour)
        tie(by=by, booking=held, about="appointments.appointment:1", link="/x/")
    page = browser(colleague())
    page.get("/")

    with time_machine.travel(NOW, tick=False), exactly(9):
        page.get(reverse("agenda:colleague_week", args=[hakim.pk]))
