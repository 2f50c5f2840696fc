"""A list finds, sorts, leafs and exports; what is typed in it never stands in an address."""

import csv
import io

import pytest
from django.test import RequestFactory

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.lists import MOST_PAGES
from levier.foundation.kit.searches import KEPT
from levier.register.people.views import PEOPLE
from tests.cast import browser, colleague, organisation, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db


def search(client, **fields):
    return client.post("/kit/recherche/", {"page": "/personnes/", "libre": "q"} | fields)


def names(answer):
    return [cells[1]["value"] for _, cells in answer.context["rows"]]


def test_a_name_that_is_searched_stays_out_of_the_address():
    house = organisation()
    person("Mariam", at=house)
    person("Aziz", "Belkacem", at=house)
    client = browser(colleague(at=house))

    led = search(client, q="mariam")

    assert led.status_code == 303
    assert "mariam" not in led["Location"].lower()
    assert names(client.get(led["Location"])) == ["Mariam"]


def test_choices_stay_readable_in_the_address():
    client = browser(colleague())

    assert search(client, genre="W")["Location"] == "/personnes/?genre=W"


def test_a_search_belongs_to_whoever_typed_it():
    house = organisation()
    person("Mariam", at=house)
    person("Aziz", "Belkacem", at=house)
    led = search(browser(colleague(at=house)), q="mariam")

    shown = browser(colleague(name="Karim", at=house)).get(led["Location"])

    assert shown.context["is_lost"]
    assert sorted(names(shown)) == ["Aziz", "Mariam"]


def test_only_the_last_searches_are_kept():
    client = browser(colleague())
    for number in range(KEPT + 5):
        search(client, q=f"nom {number}")
    search(client, q="nom 24")

    kept = list(client.session["searches"].values())

    assert kept == [{"q": f"nom {number}"} for number in range(5, KEPT + 5)]


@pytest.mark.parametrize("page", ["https://ailleurs.example/", "//ailleurs.example/", "", "/nulle-part/"])
def test_a_search_leads_to_pages_of_the_house_only(page):
    assert search(browser(colleague()), page=page, q="x").status_code == 400


def test_columns_chosen_are_kept_for_the_session():
    person("Mariam")
    client = browser(colleague())
    search(client, **{"avec-colonnes": "1", "colonnes": "genre"})

    labels = [str(one["label"]) for one in client.get("/personnes/").context["columns"]]

    assert labels[-1] == "Genre"


@pytest.mark.parametrize("people", [1, 3])
def test_a_list_asks_the_database_as_often_for_one_row_as_for_three(people):
    house = organisation()
    for number in range(people):
        person(f"Mariam {number}", at=house)
    client = browser(colleague(at=house))
    client.get("/personnes/")

    with exactly(5):
        client.get("/personnes/")


@pytest.mark.parametrize("page", ["0", "-3", "abc", "9" * 30, "²", str(MOST_PAGES + 1)])
def test_a_page_that_cannot_be_is_answered_all_the_same(page):
    assert browser(colleague()).get("/personnes/", {"page": page}).status_code == 200


def test_the_last_page_that_is_shown_does_not_move_with_the_length_of_the_list():
    person("Mariam")
    shown = browser(colleague()).get("/personnes/", {"page": "99999"})

    assert shown.context["number"] == MOST_PAGES


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("", ["last_name", "first_name", "pk"]),
        ("prenom", ["first_name", "last_name", "pk"]),
        ("-prenom", ["-first_name", "-last_name", "-pk"]),
        ("-naissance", ["-birth_date", "-last_name", "-first_name", "-pk"]),
        ("personne", ["last_name", "first_name", "pk"]),
    ],
)
def test_a_sort_names_each_field_once_and_turns_them_together(asked, order):
    request = RequestFactory().get("/personnes/", {"tri": asked})

    assert PEOPLE._order([], *PEOPLE._sort(request)) == order


def test_scripts_get_the_rows_alone():
    person("Mariam")
    client = browser(colleague())

    part = client.get("/personnes/", headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    assert part.content.decode().strip().startswith('<div id="liste"')
    assert "HX-Request" in part["Vary"]


def test_an_empty_list_says_how_to_begin():
    shown = browser(colleague()).get("/personnes/").content.decode()

    assert shown.count("Ajouter une personne</a>") == 1


def test_a_chosen_row_of_another_house_is_not_chosen():
    house, elsewhere = organisation(), organisation("ailleurs")
    mariam, stranger = person("Mariam", at=house), person("Aziz", at=elsewhere)
    request = RequestFactory().get("/", {"choix": [mariam.pk, stranger.pk, "x", "9" * 40]})
    client = browser(colleague(Role.DIRECTION, at=house))
    request.actor, request.session = client.get("/personnes/").wsgi_request.actor, client.session

    assert [one.pk for one in PEOPLE.chosen(request)] == [mariam.pk]


def test_a_csv_opens_in_a_spreadsheet_and_computes_nothing():
    person("=HYPERLINK(1)", "Diallo")
    answer = browser(colleague()).get("/personnes/", {"export": "csv"})

    text = answer.content.decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))

    assert text.startswith("\ufeff")
    assert rows[1][:2] == ["Diallo", "'=HYPERLINK(1)"]
