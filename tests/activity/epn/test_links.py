"""Pages without an account: the queue on the wall, the station's button, the rules. None of them names anybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from levier.activity.epn.actions import end_visit
from levier.activity.epn.around import QUEUE, RULES, STATION
from levier.activity.epn.models import RulesAcceptance, Visit
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.languages import PARTICIPANTS
from tests.activity.epn.cast import space, station, tarek, visit
from tests.cast import Browser, organisation, person

pytestmark = pytest.mark.django_db
AT = timezone.now()
PAGES = {QUEUE: "epn:queue_by_link", STATION: "epn:station_by_link", RULES: "epn:rules_by_link"}


def link(purpose, key, *, house=None, lasts=timedelta(days=1)):
    token = link_token((house or organisation()).pk, purpose, key, AT + lasts)
    return reverse(PAGES[purpose], args=[token])


def read(address):
    return Browser().get(address).content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_the_wall_shows_numbers_stations_and_waits_and_no_name():
    made = space(stations=1)
    visit(made, person(), when=AT)
    visit(made, person("Idris", "Ba"), when=AT)

    html = read(link(QUEUE, made.pk))

    assert ["<strong>1</strong> <span>poste 1" in html, "<strong>2</strong>" in html] == [True, True]
    assert [name for name in ("Mariam", "Diallo", "Idris", "Ba<") if name in html] == []


def test_the_wall_comes_back_by_itself_without_a_script_until_somebody_stops_it():
    address = link(QUEUE, space().pk)

    moving, still = Browser().get(address), Browser().get(address + "?fixe=1")

    assert (moving.headers["Refresh"], "Refresh" in still.headers) == ("20", False)
    assert "<script" not in moving.content.decode()


def test_an_empty_wall_says_that_there_is_room():
    assert "Il y a de la place. Entrez." in read(link(QUEUE, space().pk))


def test_help_is_asked_by_a_button_and_the_page_says_that_somebody_comes():
    made = space()
    sat = visit(made, person(), when=AT)
    address = link(STATION, station(made).pk)
    assert ["besoin d" in read(address), "Mariam" in read(address)] == [True, False]

    answer = Browser().submit(address)

    assert answer.status_code == 303
    assert Visit.objects.get(pk=sat.pk).help_asked_at is not None
    assert "Quelqu'un vient vous aider" in read(address).replace("&#x27;", "'")


def test_an_empty_station_sends_one_to_the_desk_and_calls_nobody():
    made = space()
    address = link(STATION, station(made).pk)

    assert "libre" in read(address)
    assert Browser().submit(address).status_code == 303
    assert Visit.objects.count() == 0


def test_the_page_of_a_station_forgets_who_left():
    made = space()
    end_visit(by=tarek(), visit=visit(made, when=AT), at=timezone.now())

    assert "Ce poste est libre" in read(link(STATION, station(made).pk))


def test_the_rules_are_said_yes_to_once():
    made, mariam = space(), person()
    address = link(RULES, visit(made, mariam, when=AT).pk)
    assert ["#locked" in read(address), "je suis d" in read(address), "Mariam" in read(address)] == [True, True, False]

    Browser().submit(address)

    assert RulesAcceptance.objects.get().person == mariam
    assert "Merci. Vous êtes d" in read(address)


def test_who_gave_no_name_reads_the_rules_and_says_nothing():
    address = link(RULES, visit(space(), when=AT).pk)

    assert "je suis d" not in read(address)
    assert Browser().submit(address).status_code == 200
    assert RulesAcceptance.objects.count() == 0


@pytest.mark.parametrize("language", [one.code for one in PARTICIPANTS])
def test_each_page_speaks_the_languages_of_participants(language):
    made = space()
    sat = visit(made, person(), when=AT)

    for address in (link(QUEUE, made.pk), link(STATION, station(made).pk), link(RULES, sat.pk)):
        answer = Client().get(f"{address}?langue={language}")
        assert answer.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in answer.content.decode()


def test_a_link_opens_one_page_of_one_house_in_its_time():
    made, elsewhere = space(), space(at=organisation("ailleurs"))

    assert Browser().get(link(QUEUE, elsewhere.pk)).status_code == 404
    assert Browser().get(link(QUEUE, made.pk, lasts=timedelta(days=-1))).status_code == 410
    wrong = link(STATION, made.pk).rsplit("/", 2)[1]
    assert Browser().get(reverse("epn:queue_by_link", args=[wrong])).status_code == 404
