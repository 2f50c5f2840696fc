"""Fifty people at once for the last three places: three are expected, the others wait in order."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from levier.activity.activities.actions import enrol_or_wait, enrolling, offering, waiting
from levier.activity.activities.models import Activity, Enrolment, WaitingEntry
from levier.activity.activities.seats import seats_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import working_for
from tests.activity.activities.cast import MONDAY, workshop
from tests.cast import actor, person

CROWD, LAST = 50, 3


def asked_by(by, activity, somebody, together):
    """ "seated", or their number on the list, or what went wrong."""
    try:
        together.wait(timeout=120)
        with working_for(by.organisation_id, atomic=True):
            placed = enrol_or_wait(by=by, activity=activity, people=[somebody], at=MONDAY)
            return "seated" if placed.seated else placed.waiting[0].number
    finally:
        connections.close_all()


def places(by, activity):
    """(expected, waiting, the numbers of the list) as another connection reads them."""
    try:
        with working_for(by.organisation_id):
            numbers = [one.number for one in seats_of(activity, MONDAY).waiting]
            return (
                Enrolment.objects.filter(activity=activity, ended_on=None).count(),
                WaitingEntry.objects.filter(activity=activity, end="").count(),
                numbers,
            )
    finally:
        connections.close_all()


def elsewhere(work, *words):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *words).result()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_fifty_people_at_once_for_three_places_and_exactly_three_are_expected(shared_database):
    by = actor(Role.ANIMATOR, name="Tarek")
    activity, _session, _people = workshop(2, capacity=2 + LAST)
    crowd = [person(f"Aziz{number:02d}", "Benali") for number in range(CROWD)]
    shared_database()
    together = threading.Barrier(CROWD)

    with ThreadPoolExecutor(CROWD) as pool:
        answers = list(pool.map(lambda one: asked_by(by, activity, one, together), crowd))

    assert answers.count("seated") == LAST
    assert sorted(one for one in answers if one != "seated") == list(range(1, CROWD - LAST + 1))
    assert elsewhere(places, by, activity) == (2 + LAST, CROWD - LAST, list(range(1, CROWD - LAST + 1)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time anyway")
def test_the_control_where_nobody_waits_for_the_lock_more_are_expected_than_places(monkeypatch, journal_may_be_emptied):
    by = actor(Role.ANIMATOR, name="Tarek")
    activity, _session, _people = workshop(2, capacity=3)
    crowd = [person(f"Aziz{number:02d}", "Benali") for number in range(5)]
    together, read = threading.Barrier(len(crowd)), threading.Barrier(len(crowd))
    hand_out = offering.hand_out

    def unlocked(actor_, pk):
        return Activity.objects.visible_to(actor_).select_related("trainer").get(pk=pk)

    def slowly(**asked):
        found = hand_out(**asked)
        read.wait(timeout=60)  # all have counted before any writes: what the lock must not let happen
        return found

    for room in (enrolling, waiting):
        monkeypatch.setattr(room, "hand_out", slowly)
    monkeypatch.setattr(enrolling, "held_activity", unlocked)
    monkeypatch.setattr(waiting, "held", unlocked)

    with ThreadPoolExecutor(len(crowd)) as pool:
        answers = list(pool.map(lambda one: asked_by(by, activity, one, together), crowd))

    assert answers == ["seated"] * 5
    assert elsewhere(places, by, activity) == (7, 0, [])
