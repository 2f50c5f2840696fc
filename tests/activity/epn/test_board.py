"""The desk of a space: what Tarek types in one line, and what he reads below."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.epn.actions import give_card, print_passes
from levier.activity.epn.models import (
    DayCount,
    GuestPass,
    Visit,
)
from levier.foundation.accounts.models import User
from tests.activity.epn.cast import space, station, tarek, visit
from tests.cast import browser, person

pytestmark = pytest.mark.django_db
AT = timezone.now()
TODAY = timezone.localdate(AT)
LATER = f"{TODAY + timedelta(days=30):%d/%m/%Y}"


@pytest.fixture
def client():
    return browser(User.objects.get(pk=tarek().user_id))


def address(name, *arguments):
    return reverse(f"epn:{name}", args=arguments)


def text(client, name, *arguments, query=""):
    return client.get(address(name, *arguments) + query).content.decode().replace("\u202f", " ").replace("\xa0", " ")


def comes_in(client, made, typed, **more):
    return client.submit(address("board", made.pk), {"who": typed, "place": "", **more})


def test_a_digit_alone_is_a_visit_without_a_name(client):
    made = space()

    answer = comes_in(client, made, "3")

    held = Visit.objects.get()
    assert (answer.status_code, held.purpose, held.person, held.station) == (303, "work", None, station(made))
    assert "N° 1 : Poste 1." in text(client, "board", made.pk)


def test_a_first_name_nobody_has_is_a_new_visitor(client):
    comes_in(client, space(), "Samira 2")

    held = Visit.objects.get()
    assert (str(held.person), held.purpose) == ("Samira", "formality")


def test_a_name_that_people_have_asks_which_one_and_loses_nothing(client):
    made, mariam = space(), person(birth_year=1990)

    asked = comes_in(client, made, "mariam 2")
    html = asked.content.decode()
    assert (asked.status_code, Visit.objects.count()) == (422, 0)
    assert ["Mariam Diallo (1990)" in html, 'value="mariam 2"' in html] == [True, True]
    answer = comes_in(client, made, "mariam 2", person=str(mariam.pk))

    held = Visit.objects.get()
    assert (answer.status_code, held.person, held.purpose) == (303, mariam, "formality")


def test_somebody_else_of_that_name_is_a_new_visitor(client):
    mariam = person()

    comes_in(client, space(), "mariam 2", person="nouvelle")

    assert Visit.objects.get().person != mariam
    assert Visit.objects.get().person.first_name == "mariam"


def test_a_card_names_its_person_without_asking(client):
    mariam = person()
    card = give_card(by=tarek(), person=mariam, at=AT)

    comes_in(client, space(), f"{card} 5")

    held = Visit.objects.get()
    assert (held.person, held.purpose) == (mariam, "print")


def test_a_card_that_was_lost_or_mistyped_opens_nothing(client):
    made, mariam = space(), person()
    lost = give_card(by=tarek(), person=mariam, at=AT)
    give_card(by=tarek(), person=mariam, at=AT)

    for typed in (f"{lost.code} 5", "1234567 5"):
        answer = comes_in(client, made, typed)
        assert answer.status_code == 422
        assert "Cette carte n'est pas connue" in answer.content.decode().replace("&#x27;", "'")
    assert Visit.objects.count() == 0


def test_a_pass_serves_for_who_gives_no_name(client):
    made = space()
    [one] = print_passes(by=tarek(), space=made, count=1, expires_on=TODAY, at=AT)

    comes_in(client, made, f"{one.code} 1")

    assert Visit.objects.get().person is None
    assert GuestPass.objects.get().visit == Visit.objects.get()


def test_without_a_reason_the_form_asks_for_one(client):
    answer = comes_in(client, space(), "Samira")

    assert answer.status_code == 422
    assert "Choisissez pourquoi" in answer.content.decode()
    assert 'value="Samira"' in answer.content.decode()


def test_a_digit_that_is_no_reason_is_not_taken_for_a_name(client):
    assert comes_in(client, space(), "Samira 9").status_code == 422
    assert Visit.objects.count() == 0


def test_the_board_shows_who_is_there_who_waits_and_calls_the_next(client):
    made = space(stations=1)
    mariam = person()
    first, second = visit(made, mariam, when=AT), visit(made, when=AT)
    html = text(client, "board", made.pk)
    assert ["1 personne attend" in html, "Mariam Diallo" in html, "règles à montrer" in html] == [True] * 3
    assert "Prolonger" not in html

    client.submit(address("end", first.pk))
    answer = client.submit(address("seat", second.pk))

    assert answer.headers["Location"] == address("board", made.pk)
    assert Visit.objects.get(pk=second.pk).station == station(made)
    client.submit(address("extend", second.pk))
    assert Visit.objects.get(pk=second.pk).until > timezone.now() + timedelta(minutes=90)


def test_what_a_rule_refuses_is_said_on_the_board(client):
    made = space(stations=1)
    first = visit(made, when=AT)
    visit(made, when=AT)

    client.submit(address("extend", first.pk))

    assert "Quelqu'un attend un poste" in text(client, "board", made.pk).replace("&#x27;", "'")


def test_a_passer_by_is_counted_with_one_button(client):
    made = space()

    client.submit(address("count", made.pk), {"kind": "passed"})
    client.submit(address("count", made.pk), {"kind": "x"})

    assert list(DayCount.objects.values_list("kind", "count")) == [("passed", 1)]
