"""Whatever comes in by a form or an address, the answer is a page that says what to do, never an accident."""

import os
import re
import secrets
from random import Random

import pytest
from django.db import connection
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from tests.house.furniture import OURS, arguments_of
from tests.house.views import addresses
from tests.results import note
from tests.trust.bad_input import URLENCODED, encoded, fields_of, pool, spoiled
from tests.trust.forms import forms_of
from tests.trust.house import links, undone
from tests.trust.parameters import PARAMETERS, POSTED

pytestmark = pytest.mark.django_db
INPUTS = int(os.environ.get("LEVIER_FUZZ", "200" if connection.vendor == "sqlite" else "60"))
"""A form, none twice; PostgreSQL meets the first of the same inputs again. More are for a night (LEVIER_FUZZ)."""
ROOMS = sorted({address.name.partition(":")[0] if ":" in address.name else "sign-in" for address in addresses()})


def room_of(name):
    return name.partition(":")[0] if ":" in name else "sign-in"


@pytest.mark.parametrize("room", ROOMS)
def test_no_form_falls_over_what_is_posted_to_it(standing, room):
    browsers = standing.browsers
    shown = [one for one in standing.forms if not one.form.is_read and room_of(one.form.view) == room]
    hidden = {a.name for a in addresses() if "POST" in a.screen.methods and room_of(a.name) == room}
    tried, accidents = 0, []
    for one in shown:
        names, options = fields_of(one.form)
        tried += _attack(browsers[one.role], one.form.action, names, options, accidents)
        hidden.discard(one.form.view)
    for address in (one for one in addresses() if one.name in hidden):
        names = {name: ["1"] for name in POSTED}  # no page of this house shows its form
        tried += _attack(browsers[Role.DIRECTION], _path(address, OURS), names, {}, accidents)
    note("fuzz", f"forms-{room}", inputs=tried, accidents=len(accidents))

    assert accidents == []


def _attack(client, path, names, options, accidents):
    tried = 0
    for pairs in _different(Random(path), names, options):
        body = encoded([("jeton", secrets.token_hex(16)), *pairs])
        answer = undone(client, "post", path, body, content_type=URLENCODED)
        tried += 1
        if answer.status >= 500:
            accidents.append((path, answer.accident, [(n[:40], v[:60]) for n, v in pairs]))
    return tried


def _different(dice, names, options):
    """As many inputs as asked for, each once: what is sent again into the same house says nothing new.

    A button without a field has only what it does not know; one draw in ten sends that.
    """
    sent = set()
    while len(sent) < INPUTS:
        pairs = tuple(spoiled(dice, names, options, pool()))
        if pairs not in sent:
            sent.add(pairs)
            yield pairs


def _path(address, number):
    return reverse(address.name, kwargs=arguments_of(address, number))


@pytest.mark.parametrize("room", ROOMS)
def test_no_page_falls_over_what_stands_in_its_address(standing, room):
    tried, accidents, met = 0, [], set()
    for role, opened in standing.opened.items():
        for page in (one for one in opened if room_of(one.view) == room and one.view not in met):
            met.add(page.view)
            count = INPUTS if 'class="filters' in page.text else 8
            tried += _ask(standing.browsers[role], page.path.partition("?")[0], _parameters(page), count, accidents)
    note("fuzz", f"addresses-{room}", inputs=tried, accidents=len(accidents))

    assert accidents == []


def _parameters(page):
    """Every parameter that some page reads, those of this page's own links and forms first."""
    own = {part.partition("=")[0] for link in links(page.path, page.text) for part in link.partition("?")[2].split("&")}
    own |= {name for form in forms_of(page.path, page.text) if form.view == "kit:search" for name in form.names}
    return sorted(own - {""}) + PARAMETERS


def _ask(client, path, names, count, accidents):
    dice, values = Random(path), [*pool(), *["xlsx", "csv", "-nom"] * 20]
    for _ in range(count):
        pairs = [(dice.choice(names), dice.choice(values)) for _ in range(dice.randint(1, 6))]
        answer = undone(client, "get", f"{path}?{encoded(pairs).decode()}")
        if answer.status >= 500:
            accidents.append((path, answer.accident, [(n[:40], v[:60]) for n, v in pairs]))
    return count


@pytest.mark.parametrize("number", ["0", "00700001", str(2**31), str(2**63), "9" * 40, "-1", "1e3", "%00", "١", "NaN"])
def test_a_number_that_is_no_number_of_ours_is_not_found(standing, number):
    client = standing.browsers[Role.DIRECTION]
    routes = [re.sub(r"<int:\w+>", number, a.route) for a in addresses() if "<int:" in a.route and "^" not in a.route]

    answers = {route: undone(client, "get", f"/{re.sub(r'<[^>]*>', 'x', route)}").status for route in routes}

    assert {route: status for route, status in answers.items() if status not in (200, 302, 303, 403, 404, 405)} == {}
