"""Mariam's page: who she is, how to reach her; found however her name is typed."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from levier.activity.activities.models import Activity, Attendance, Session
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.texts import fold
from levier.register.people.actions import Identity, create_person, keep_contact_point
from levier.register.people.models import ContactPoint, Person
from levier.register.people.queries import narrowed
from tests.cast import NOON, actor, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db


def office(role: str = Role.COUNSELLOR, at=None):
    return browser(colleague(role, at=at, name="Samira"))


def mariam(*, at=None, **known) -> Person:
    known = {"first_name": "Mariam", "last_name": "Diallo", "birth_date": date(1990, 5, 12)} | known
    by = actor(Role.DIRECTION, at=at, name=f"Dir {Person.objects.count()}")
    return create_person(by=by, identity=Identity(**known), at=NOON)


def page(who: Person) -> str:
    return reverse("people:person", args=[who.pk])


def test_the_page_says_who_she_is_and_the_reading_is_kept():
    who = mariam(phones=("+32470123456",), commune="Saint-Gilles")

    text = office().get(page(who)).text

    assert ("12 mai 1990" in text, "+32470123456" in text, "Saint-Gilles" in text) == (True, True, True)
    assert Line.objects.get(verb="person.read").object == f"people.person:{who.pk}"


def asked(browser_, address: str) -> int:
    """How many queries a page asks, the database's own housekeeping apart."""
    with CaptureQueriesContext(connection) as queries:
        answer = browser_.get(address)
    assert (answer.status_code, len(answer.content) < 60_000) == (200, True)
    return sum(not HOUSEKEEPING.search(query["sql"]) for query in queries)


HOUSEKEEPING = re.compile(r"^\s*(?:SAVEPOINT|RELEASE|BEGIN|COMMIT|SET |RESET )|set_config|current_setting")


def give_life(who: Person, count: int) -> None:
    """So many hours, and as many numbers."""
    house = who.organisation
    activity = Activity.objects.create(organisation=house, title="Atelier", kind="workshop")
    day = date(2024, 1, 1)
    sessions = [Session(organisation=house, activity=activity, on=day, planned_minutes=180) for _n in range(count)]
    came = {"organisation": house, "person": who, "presence": "present", "minutes": 180, "recorded_at": NOON}
    Attendance.objects.bulk_create([Attendance(session=one, **came) for one in Session.objects.bulk_create(sessions)])
    numbers = [f"+3247000{n:04}" for n in range(min(count, 50))]
    ContactPoint.objects.bulk_create(
        [ContactPoint(organisation=house, person=who, kind="phone", value=n, key=n) for n in numbers]
    )


def test_the_page_asks_as_much_for_five_hundred_hours_as_for_one():
    one, many, nadia = mariam(), mariam(), office()
    give_life(one, 1)
    give_life(many, 500)
    bare = asked(nadia, reverse("desk:help"))

    counts = [asked(nadia, page(who)) for who in (one, many)]

    assert counts[0] == counts[1] <= bare + 22


def test_a_contact_says_whose_it_is_and_whether_one_may_leave_a_message():
    who, nadia = mariam(), office()

    nadia.submit(
        reverse("people:new_point", args=[who.pk]),
        {
            "version": 1,
            "value": "0470 12 34 56",
            "whose": "child",
            "whose_name": "sa fille",
            "is_preferred": "on",
            "starts_on": "01/02/2024",
        },
    )

    text = nadia.get(page(who)).text
    point = ContactPoint.objects.get()
    assert (point.kind, point.value, point.key) == ("phone", "+32470123456", "+32470123456")
    assert "à\u202f: enfant, <bdi>sa fille</bdi>" in text
    assert "ne pas laisser de message" in text
    assert "à essayer d'abord" in text


def test_one_contact_only_is_tried_first():
    who, by = mariam(phones=("+32470123456",)), actor(Role.COUNSELLOR)
    first = ContactPoint.objects.get()
    values = {"kind": "phone", "is_preferred": True}
    keep_contact_point(by=by, point=first, values=values, at=NOON)

    second = ContactPoint(person=who)
    keep_contact_point(by=by, point=second, values=values | {"value": "+32470999999"}, at=NOON)

    first.refresh_from_db()
    assert (first.is_preferred, second.is_preferred) == (False, True)


def test_a_couple_shares_a_number_but_one_person_notes_it_once():
    mariam(phones=("+32470123456",))
    aziz = mariam(first_name="Aziz", phones=("+32470123456",))

    answer = office().submit(reverse("people:new_point", args=[aziz.pk]), {"version": 1, "value": "0470123456"})

    assert answer.status_code == 422
    assert "déjà noté pour cette personne" in answer.text
    assert ContactPoint.objects.count() == 2


def test_a_number_that_is_no_longer_good_stays_among_the_former_ones():
    who, nadia = mariam(phones=("+32470123456",)), office()
    point = ContactPoint.objects.get()

    nadia.submit(reverse("people:end_point", args=[point.pk]), {"on": "01/02/2024"})

    assert "Anciens contacts" in nadia.get(page(who)).text


def test_changing_a_name_leaves_her_two_numbers_alone():
    who = mariam(phones=("+32470123456", "+32470999999"))

    office().submit(
        reverse("people:edit", args=[who.pk]),
        {"version": 1, "first_name": "Mariama", "last_name": "Diallo", "language": "fr"},
    )

    who.refresh_from_db()
    assert (who.first_name, who.search, who.contact_points.count()) == ("Mariama", "mariama diallo", 2)


def test_who_looks_alike_is_shown_before_a_second_file_is_made():
    known, nadia = mariam(), office()
    typed = {"version": 1, "first_name": "Maryam", "last_name": "DIALLO", "birth_date": "12/05/1990", "language": "fr"}

    asked = nadia.submit(reverse("people:new"), typed)
    answer = nadia.submit(reverse("people:new"), typed | {"certain": "1"})

    assert (asked.status_code, page(known) in asked.text) == (422, True)
    assert "même date de naissance, noms proches à 0,92" in asked.text
    assert (answer.status_code, Person.objects.count()) == (303, 2)


@pytest.mark.parametrize(
    "typed",
    ["mariam", "diallo mariam", "MARIAM DIALLO", "12 05 1990", "0470123456", "3456", "+32 470 12 34 56"],
)
def test_she_is_found_by_name_birth_or_number(typed):
    who = mariam(phones=("+32470123456",))
    mariam(first_name="Aziz", last_name="Benali", birth_date=date(1980, 1, 1), phones=("+32470999999",))
    actor_ = actor(Role.COUNSELLOR, name="Eve")

    found = narrowed(Person.objects.visible_to(actor_), fold(typed)).order_by("pk")

    assert list(found) == [who]


def test_a_name_is_found_by_its_sound():
    who = mariam(first_name="Mohammed", last_name="Chaouch")

    found = narrowed(Person.objects.visible_to(actor(name="Eve")), "mouhamed shaush").order_by("pk")

    assert list(found) == [who]


def test_a_stranger_meets_neither_her_page_nor_her_contacts():
    theirs = mariam(at=organisation("ailleurs"), phones=("+32470123456",))
    point, nadia = ContactPoint.objects.get(), office()

    addresses = [
        page(theirs),
        reverse("people:edit", args=[theirs.pk]),
        reverse("people:new_point", args=[theirs.pk]),
        reverse("people:edit_point", args=[point.pk]),
        reverse("people:end_point", args=[point.pk]),
    ]
    assert {nadia.get(address).status_code for address in addresses} == {404}
    assert list(narrowed(Person.objects.visible_to(actor(name="Eve")), "0470123456")) == []


def test_an_animator_sees_her_and_changes_nothing():
    who, animator = person(), office(Role.ANIMATOR)

    assert animator.get(page(who)).status_code == 200
    assert animator.get(reverse("people:new_point", args=[who.pk])).status_code == 403
    assert animator.submit(reverse("people:new_point", args=[who.pk]), {"value": "0470123456"}).status_code == 403
    assert ContactPoint.objects.count() == 0
