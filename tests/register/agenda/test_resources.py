"""Rosa names rooms and equipment; whoever comes second is told what the first one took. Two at once never both win."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.register.agenda.actions import (
    Claim,
    Taken,
    add_resource,
    change_resource,
    give_back,
    resources,
    retire_resource,
    take_resource,
)
from levier.register.agenda.models import Resource, ResourceBooking
from levier.register.agenda.rules import BOOK_RESOURCES, KEEP_RESOURCES
from levier.register.partners.models import Place
from tests.cast import NOON, actor, browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
CROWD = 6


def room(name="Grande salle", at=None):
    house = at or organisation()
    place = Place.objects.create(organisation=house, name=name)
    return Resource.objects.create(organisation=house, kind="room", name=name, place=place)


def claim(what, hours=24, length=2, title="Réunion"):
    starts = NOON + timedelta(hours=hours)
    return Claim(what, starts, starts + length * HOUR, title)


@pytest.fixture
def rosa():
    return actor(Role.RECEPTION, name="Rosa")


def test_who_comes_second_is_told_what_the_first_one_took(rosa):
    hall = room()
    take_resource(by=rosa, claim=claim(hall), at=NOON)

    with pytest.raises(Taken, match=r"Grande salle n'est pas libre.*«.Réunion.», de"):
        take_resource(by=rosa, claim=claim(hall, hours=25, title="Café"), at=NOON)

    assert ResourceBooking.objects.count() == 1


def test_one_after_the_other_and_two_rooms_at_once_are_fine(rosa):
    hall, class_room = room(), room("Classe")
    for wanted in (claim(hall), claim(hall, hours=26), claim(hall, hours=22), claim(class_room)):
        take_resource(by=rosa, claim=wanted, at=NOON)

    assert ResourceBooking.objects.live().count() == 4


def test_what_is_given_back_is_free_again_and_what_a_session_took_is_not_given_back_by_hand(rosa):
    hall = room()
    held = take_resource(by=rosa, claim=claim(hall), at=NOON)

    give_back(by=rosa, booking=held, at=NOON)
    again = take_resource(by=rosa, claim=claim(hall), at=NOON)
    ResourceBooking.objects.filter(pk=again.pk).update(about="activities.session:1")

    with pytest.raises(Refused, match="déplacez-la ou annulez-la"):
        give_back(by=rosa, booking=again, at=NOON)
    verbs = list(Line.objects.filter(verb__startswith="resource.").order_by("number").values_list("verb", flat=True))
    assert verbs == ["resource.booked", "resource.given_back", "resource.booked"]


def test_the_past_is_not_booked(rosa):
    with pytest.raises(Refused, match="déjà passé"):
        take_resource(by=rosa, claim=claim(room(), hours=-3), at=NOON)


def test_an_end_before_its_start_is_refused_with_a_sentence(rosa):
    with pytest.raises(Refused, match="La fin tombe avant le début"):
        take_resource(by=rosa, claim=claim(room(), length=-1), at=NOON)


def test_the_database_itself_refuses_two_uses_that_begin_together(rosa):
    hall = room()
    held = take_resource(by=rosa, claim=claim(hall), at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        ResourceBooking.objects.create(
            organisation=hall.organisation,
            resource=hall,
            starts_at=held.starts_at,
            ends_at=held.ends_at,
            title="Café",
            made_at=NOON,
        )


def test_who_does_not_book_and_who_does_not_keep_are_refused(rosa):
    anne, eva = actor(Role.AUDITOR, name="Anne"), actor(Role.ANIMATOR, name="Eva")
    hall = room()

    assert BOOK_RESOURCES.allows(eva)
    assert not BOOK_RESOURCES.allows(anne)
    assert KEEP_RESOURCES.allows(rosa)
    assert not KEEP_RESOURCES.allows(eva)
    with pytest.raises(Refused):
        take_resource(by=anne, claim=claim(hall), at=NOON)
    with pytest.raises(Refused):
        retire_resource(by=eva, resource=hall, on=NOON.date(), at=NOON)


def test_a_room_is_a_place_and_a_place_is_one_room(rosa):
    hall = room()
    values = {"kind": "room", "name": "La même", "place": hall.place, "note": ""}

    with pytest.raises(ValidationError, match="Ce lieu est déjà une salle"):
        add_resource(by=rosa, values=values, at=NOON)
    with pytest.raises(ValidationError, match="Dites quel lieu est cette salle"):
        add_resource(by=rosa, values=values | {"place": None}, at=NOON)


def test_what_is_retired_keeps_its_bookings_and_leaves_its_name_to_another(rosa):
    hall = room()
    held = take_resource(by=rosa, claim=claim(hall), at=NOON)

    retire_resource(by=rosa, resource=hall, on=NOON.date(), at=NOON)
    values = {"kind": "room", "name": "Grande salle", "place": hall.place, "note": "repeinte"}
    made = add_resource(by=rosa, values=values, at=NOON)
    changed = change_resource(by=rosa, resource=made, values=values | {"note": "12 places"}, at=NOON)

    assert (changed.note, changed.version) == ("12 places", 2)
    assert ResourceBooking.objects.live().get() == held


def test_rooms_are_added_booked_and_given_back_on_screen():
    client = browser(colleague(Role.RECEPTION, name="Rose"))
    place = Place.objects.create(organisation=organisation(), name="Grande salle")
    day = timezone.localdate() + timedelta(days=3)
    values = {"kind": "room", "name": "Grande salle", "place": place.pk, "version": "1"}
    wanted = {"on": f"{day:%d/%m/%Y}", "starts": "9h", "ends": "11:00", "title": "Réunion d'équipe"}

    assert client.submit(reverse("agenda:new_resource"), values | {"place": ""}).status_code == 422
    page = client.submit(reverse("agenda:new_resource"), values).headers["Location"]
    hall = Resource.objects.get()
    booking = client.submit(reverse("agenda:book_resource", args=[hall.pk]), wanted)
    again = client.submit(reverse("agenda:book_resource", args=[hall.pk]), wanted | {"title": "Café"})

    assert (booking.status_code, again.status_code) == (303, 422)
    assert "Grande salle n&#x27;est pas libre" in again.text
    assert "Réunion d&#x27;équipe" in client.get(page).text
    freed = client.submit(reverse("agenda:free_resource", args=[ResourceBooking.objects.get().pk]))
    assert freed.status_code == 303
    assert "C'est libre" in client.get(page).text
    edited = client.submit(reverse("agenda:edit_resource", args=[hall.pk]), values | {"note": "12 places"})
    retired = client.submit(reverse("agenda:retire_resource", args=[hall.pk]))
    assert (edited.status_code, retired.status_code) == (303, 303)
    assert "ne se réserve plus" in client.get(page).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_says_what_is_next_and_costs_the_same_with_one_room_and_three(count, rosa):
    client = browser(colleague(Role.RECEPTION, name="Rose"))
    soon = timezone.now() + timedelta(days=2)
    for number in range(count):
        wanted = Claim(room(f"Salle {number}"), soon, soon + HOUR, f"Réunion {number}")
        take_resource(by=rosa, claim=wanted, at=timezone.now())
    client.get(reverse("agenda:resources"))

    with exactly(7):
        page = client.get(reverse("agenda:resources"))

    assert [f"Réunion {number}" in page.text for number in range(count)] == [True] * count


@contextmanager
def without_lock(_monkey, is_locked):
    """The control: what happens to the same crowd when nobody waits."""
    if not is_locked:
        _monkey.setattr(resources, "one_at_a_time", lambda name: None)
    yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time anyway")
@pytest.mark.parametrize("is_locked", [True, False])
def test_a_crowd_that_wants_overlapping_hours_gets_one_booking(is_locked, monkeypatch, journal_may_be_emptied):
    by, hall = actor(Role.RECEPTION, name="Rosa"), room()
    together, read = threading.Barrier(CROWD), threading.Barrier(CROWD)
    held = resources._held

    def slowly(actor_, claims):
        found = held(actor_, claims)
        if not is_locked:
            read.wait(timeout=60)  # all have read before any writes: what a lock must not let happen
        return found

    monkeypatch.setattr(resources, "_held", slowly)

    def take(number):
        try:
            together.wait(timeout=60)
            with working_for(by.organisation_id, atomic=True):
                starts = NOON + timedelta(days=1, minutes=number)  # never the same start: the constraint alone is blind
                take_resource(by=by, claim=Claim(hall, starts, starts + HOUR, f"Réunion {number}"), at=NOON)
            return True
        except Taken:
            return False
        finally:
            connections.close_all()

    with without_lock(monkeypatch, is_locked), ThreadPoolExecutor(CROWD) as pool:
        won = list(pool.map(take, range(CROWD)))

    assert won.count(True) == (1 if is_locked else CROWD)
    assert ResourceBooking.objects.count() == won.count(True)
