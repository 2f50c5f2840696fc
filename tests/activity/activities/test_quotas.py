"""Places kept for a public until a day, or limited for it, in a series or at one session."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.urls import reverse

from levier.activity.activities.actions import (
    Proposed,
    accept_request,
    add_quota,
    change_activity,
    drop_quota,
    end_enrolment,
    enrol,
    enrol_or_wait,
    offer_seats,
    propose,
    stand_in,
)
from levier.activity.activities.enums import Public
from levier.activity.activities.models import Enrolment, Quota, WaitingEntry
from levier.activity.activities.seats import seats_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import MONDAY, workshop
from tests.activity.activities.test_partners import cpas, linked
from tests.activity.activities.waiting_cast import D, listed, offered, seated
from tests.cast import actor, browser, colleague, person

pytestmark = pytest.mark.django_db
UNTIL = (MONDAY + 3 * D).date()
CROWD = 50


@pytest.fixture
def tarek():
    return actor(Role.ANIMATOR, name="Tarek")


def woman(name):
    return person(name, gender="W")


def come(by, activity, people, at=MONDAY):
    activity.refresh_from_db()
    return enrol_or_wait(by=by, activity=activity, people=people, at=at)


def test_a_place_kept_for_women_is_given_to_nobody_else_before_the_day(tarek):
    activity, _session, _people = workshop(1, capacity=3)
    add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=1, until=UNTIL, at=MONDAY)

    come(tarek, activity, [person("Aziz"), person("Emre"), woman("Zoe")])

    assert (seated(activity), listed(activity)) == (["Aziz", "Mariam01", "Zoe"], ["Emre"])


def test_on_the_day_after_it_goes_to_whoever_waits(tarek):
    activity, _session, _people = workshop(1, capacity=2)
    add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=1, until=UNTIL, at=MONDAY)
    come(tarek, activity, [person("Aziz")])

    on_the_day = offer_seats(by=tarek, activity=activity, at=MONDAY + 3 * D)
    day_after = offer_seats(by=tarek, activity=activity, at=MONDAY + 4 * D)

    assert ([one.person.first_name for one in on_the_day], [one.person.first_name for one in day_after]) == (
        [],
        ["Aziz"],
    )


def test_the_list_is_passed_in_its_order_by_those_for_whom_the_place_is(tarek):
    activity, _session, _people = workshop(2, capacity=2)
    come(tarek, activity, [person("Aziz"), woman("Zoe")])
    gone = Enrolment.objects.filter(activity=activity).order_by("pk").first()
    activity.capacity = 3
    activity.save()
    with pytest.raises(Refused, match="gardées"):
        add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=2, until=UNTIL, at=MONDAY)
    add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=1, until=UNTIL, at=MONDAY)

    end_enrolment(by=tarek, enrolment=gone, on=MONDAY.date(), reason="", at=MONDAY)

    assert offered(activity) == ["Aziz", "Zoe"]  # two places, one of them kept


def test_no_more_than_the_most_and_the_reason_is_said(tarek):
    activity, _session, _people = workshop(0, capacity=None)
    add_quota(by=tarek, activity=activity, public=Public.WOMEN, most=1, at=MONDAY)
    activity.refresh_from_db()

    come(tarek, activity, [woman("Zoe"), woman("Nadia"), person("Aziz")])

    assert (seated(activity), listed(activity)) == (["Aziz", "Zoe"], ["Nadia"])
    with pytest.raises(Refused, match="Pas plus de 1 place pour\u202f: femmes"):
        enrol(by=tarek, activity=activity, people=[woman("Ada")], at=MONDAY)


def test_who_came_by_the_link_of_a_partner_has_the_places_kept_for_it(tarek):
    activity, _session, _people = workshop(1, capacity=2)
    partner = cpas()
    add_quota(by=tarek, activity=activity, public=Public.PARTNER, partner=partner, least=1, until=UNTIL, at=MONDAY)
    come(tarek, activity, [person("Aziz")])
    who = Proposed("Nadia", "B", "+32470123456", "fr", "oui")
    request = propose(by=tarek, link=linked(tarek, activity, partner=partner), who=who, at=MONDAY)

    accept_request(by=tarek, request=request, person=None, at=MONDAY)

    assert (seated(activity), listed(activity)) == (["Mariam01", "Nadia"], ["Aziz"])


@pytest.mark.parametrize(
    ("public", "born", "is_of_it"),
    [
        (Public.YOUNG, {"birth_date": (MONDAY - timedelta(days=29 * 365)).date()}, True),
        (Public.YOUNG, {"birth_year": 1980}, False),
        (Public.YOUNG, {}, False),
        (Public.SENIOR, {"birth_year": 1970}, True),
        (Public.SENIOR, {"birth_date": (MONDAY - timedelta(days=40 * 365)).date()}, False),
    ],
)
def test_age_is_the_one_of_the_file(tarek, public, born, is_of_it):
    activity, _session, _people = workshop(0, capacity=1)
    add_quota(by=tarek, activity=activity, public=public, least=1, until=UNTIL, at=MONDAY)

    come(tarek, activity, [person("Aziz", **{"birth_date": None, **born})])

    assert seated(activity) == (["Aziz"] if is_of_it else [])


def test_a_session_has_parts_of_its_own(tarek):
    activity, session, _people = workshop(1, capacity=4)
    add_quota(by=tarek, activity=activity, public=Public.WOMEN, most=1, at=MONDAY)
    add_quota(by=tarek, activity=activity, session=session, public=Public.WOMEN, most=2, at=MONDAY)
    session.refresh_from_db()

    stand_in(by=tarek, session=session, people=[woman("Zoe"), woman("Nadia")], at=MONDAY)

    assert Enrolment.objects.filter(activity=activity, ended_on=session.on).count() == 2
    with pytest.raises(Refused, match="Pas plus de 2"):
        stand_in(by=tarek, session=session, people=[woman("Ada")], at=MONDAY)


def test_a_part_taken_away_gives_its_place_to_who_waits(tarek):
    activity, _session, _people = workshop(1, capacity=2)
    quota = add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=1, until=UNTIL, at=MONDAY)
    come(tarek, activity, [person("Aziz")])

    drop_quota(by=tarek, quota=quota, at=MONDAY)

    activity.refresh_from_db()
    assert (activity.has_quotas, offered(activity), Quota.objects.count()) == (False, ["Aziz"], 0)


def test_what_makes_no_sense_is_refused(tarek):
    activity, _session, _people = workshop(0, capacity=None)
    past = (MONDAY - D).date()

    with pytest.raises(Refused, match="pas de projet"):
        add_quota(by=tarek, activity=activity, public=Public.PROJECT, most=1, at=MONDAY)
    with pytest.raises(Refused, match="combien de places"):
        add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=1, until=UNTIL, at=MONDAY)
    change_activity(by=tarek, activity=activity, values={"capacity": 4}, at=MONDAY)
    with pytest.raises(Refused, match="jour à venir"):
        add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=1, until=past, at=MONDAY)
    add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=1, until=UNTIL, at=MONDAY)
    with pytest.raises(Refused, match="déjà sa part"):
        add_quota(by=tarek, activity=activity, public=Public.WOMEN, most=1, at=MONDAY)


def test_the_pages_say_the_parts_and_the_form_keeps_what_is_wrong():
    user = colleague(Role.ANIMATOR, name="Karim")
    page = browser(user)
    with time_machine.travel(MONDAY, tick=False):
        activity, _session, _people = workshop(1, capacity=3)
        new = reverse("activities:new_quota", args=[activity.pk])

        wrong = page.submit(new, {"public": "women", "least": "1"})
        right = page.submit(new, {"public": "women", "least": "1", "until": f"{UNTIL:%d/%m/%Y}"})
        shown = page.get(reverse("activities:quotas", args=[activity.pk])).context["whole"]
        on_its_page = page.get(reverse("activities:activity", args=[activity.pk])).context["shares"]

    sentence = "femmes : au moins 1, jusqu'au 18 juin 2026 (0 place prise)"
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert [said for _one, said in shown] == on_its_page == [sentence]


def asked_by(by, activity, somebody, together):
    try:
        together.wait(timeout=120)
        with working_for(by.organisation_id, atomic=True):
            return bool(enrol_or_wait(by=by, activity=activity, people=[somebody], at=MONDAY).seated)
    finally:
        connections.close_all()


def who_is_where(by, activity):
    try:
        with working_for(by.organisation_id):
            there = Enrolment.objects.filter(activity=activity, ended_on=None)
            women = there.filter(person__gender="W").count()
            return there.count(), women, WaitingEntry.objects.filter(end="").count(), seats_of(activity, MONDAY).free
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_fifty_at_once_for_five_places_of_which_two_are_kept_for_women(tarek, shared_database):
    activity, _session, _people = workshop(0, capacity=5)
    add_quota(by=tarek, activity=activity, public=Public.WOMEN, least=2, most=2, until=UNTIL, at=MONDAY)
    activity.refresh_from_db()
    crowd = [person(f"Aziz{n:02d}", gender="W" if n % 2 else "M") for n in range(CROWD)]
    shared_database()
    together = threading.Barrier(CROWD)

    with ThreadPoolExecutor(CROWD) as pool:
        answers = list(pool.map(lambda one: asked_by(tarek, activity, one, together), crowd))
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(who_is_where, tarek, activity).result()

    assert answers.count(True) == 5
    assert found == (5, 2, CROWD - 5, 0)
