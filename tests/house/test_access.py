"""Who gets in where, at what cost: each role, each address, each method, one's own house and another one."""

import re

import pytest
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.screens import Scope
from tests.cast import browser, colleague
from tests.house import golden_file
from tests.house.access import GROUPS, HEADERS, cells_of, column, is_wrong, letter_of
from tests.house.budgets import has_risen, known_costs, parts
from tests.house.furniture import OURS, ROLES, THEIRS, arguments_of, furnish
from tests.house.views import addresses
from tests.results import note
from tests.trust.canary import mark

pytestmark = pytest.mark.django_db

CLOSED = {"account_signup": "nobody registers alone: the address exists for the sign-in library, which links to it"}
"""Addresses that open for nobody, by design."""


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_its_declarations_say_at_the_accepted_cost_and_no_word_of_another_house(role, accept):
    place = furnish(roles=(role,))
    assert mark(place.elsewhere) > 60
    accepted = known_costs(role)
    cells = cells_of(role, place.browsers[role], {} if accept else accepted)
    wrong = [str(cell) for cell in cells if is_wrong(cell)]
    told = [path for cell in cells for path in cell.told]
    costs = {cell.address.name: cell.cost for cell in cells if cell.is_own_page}
    risen = {
        name: (cost, accepted.get(name, "new"))
        for name, cost in costs.items()
        if has_risen(cost, accepted.get(name, "-"))
    }
    now = {
        address.name: [column(cells, address, method, elsewhere=elsewhere) for method, elsewhere in GROUPS]
        for address in addresses()
    }
    note("access", role, tried=len(cells), wrong=len(wrong))
    note("canary", role, pages=sum(cell.read for cell in cells), hits=len(told))
    note("budgets", role, pages=sum(cost != "-" for cost in costs.values()), **_most(costs))
    golden_file.propose("access", role, now)
    golden_file.propose("budgets", role, costs)
    at = ROLES.index(role)
    known = {name: [word[at] for word in words] for name, words in golden_file.read("access.txt").items()}
    moved = {name: (now.get(name), known.get(name)) for name in now | known if now.get(name) != known.get(name)}

    assert (wrong, told) == ([], [])
    assert accept or (moved, risen) == ({}, {})


def _most(costs):
    names = ("most_queries", "most_kilobytes", "most_requests")
    return dict(zip(names, map(max, zip(*map(parts, costs.values()), strict=True)), strict=True))


def test_every_address_opens_for_somebody():
    """An address that nobody may open, or whose object the furniture does not make, would hide in the matrix."""
    letters = {name: set("".join(words)) for name, words in golden_file.read("access.txt").items()}

    assert {name for name in letters if not letters[name] - set("LFnm-")} == set(CLOSED)


def test_what_is_open_without_signing_in_is_on_a_list():
    names = {address.name for address in addresses() if address.screen.scope in (Scope.PUBLIC, Scope.LINK)}

    assert sorted(names) == sorted(golden_file.read("public.txt"))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_other_method_is_answered(method):
    client = furnish(roles=(Role.DIRECTION,)).browsers[Role.DIRECTION]

    answered = {address.name: client.generic(method, _path(address)).status_code for address in addresses()}

    assert {name: status for name, status in answered.items() if status != 405} == {}


@pytest.mark.parametrize("way", [{"_method": "POST"}, {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"}])
def test_no_word_or_header_turns_a_reading_into_a_change(way):
    client = furnish(roles=(Role.DIRECTION,)).browsers[Role.DIRECTION]
    headers = {name: value for name, value in way.items() if name.startswith("HTTP_")}
    data = {name: value for name, value in way.items() if not name.startswith("HTTP_")}
    only_sent = [address for address in addresses() if "GET" not in address.screen.methods]

    answers = {address.name: client.get(_path(address), data, **headers).status_code for address in only_sent}
    heads = {address.name: client.head(_path(address), **headers).status_code for address in only_sent}

    assert set(answers.values()) | set(heads.values()) <= {405}


def _path(address):
    return reverse(address.name, kwargs=arguments_of(address, OURS))


@pytest.mark.parametrize(
    "path", ["/nulle-part/", "/personnes", "/static/nulle-part.css", "/%00", "/personnes/999999999/"]
)
def test_answers_that_are_no_page_of_ours_carry_all_headers(path):
    client = browser(colleague())

    answer = client.get(path)

    assert [name for name in HEADERS[:-1] if name not in answer.headers] == []


def test_an_accident_carries_all_headers_and_shows_nothing_of_the_machine(monkeypatch):
    client = browser(colleague(Role.DIRECTION))
    client.raise_request_exception = False
    monkeypatch.setattr("levier.doors.desk.views.render", lambda *_, **__: 1 / 0)

    answer = client.get("/")

    assert answer.status_code == 500
    assert [name for name in HEADERS[:-1] if name not in answer.headers] == []
    assert "ZeroDivisionError" not in answer.content.decode()


def test_an_unknown_object_and_one_of_another_house_get_one_and_the_same_answer():
    client = furnish(roles=(Role.DIRECTION,)).browsers[Role.DIRECTION]

    theirs, nobodys = (client.get(f"/personnes/{pk}/") for pk in (THEIRS, 12))

    assert letter_of(theirs) == letter_of(nobodys) == "n"
    assert _without_nonce(theirs) == _without_nonce(nobodys)


def _without_nonce(answer):
    return re.sub(
        rb'(nonce|name="jeton" value|csrfmiddlewaretoken" value)="[^"]*"|/personnes/\d+/', b"", answer.content
    )
