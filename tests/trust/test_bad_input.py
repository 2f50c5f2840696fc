"""Whatever comes in by a form or an address, the answer is a page that says what to do, never an accident."""

import json
import re
import secrets
from pathlib import Path
from random import Random

import pytest
from django.urls import reverse

import levier
from levier.foundation.accounts.enums import Role
from levier.register.people.models import Person
from tests.cast import browser, colleague, person
from tests.house.furniture import OURS, arguments_of
from tests.house.views import addresses
from tests.results import note
from tests.trust.bad_input import BAD, URLENCODED, encoded, fields_of, pool, spoiled
from tests.trust.forms import forms_of
from tests.trust.house import links, undone

pytestmark = pytest.mark.django_db
INPUTS = 200
ROOMS = sorted({address.name.partition(":")[0] if ":" in address.name else "sign-in" for address in addresses()})


def read_by_the_code(method):
    """Names of the parameters that some view asks of `request.GET` or `request.POST`."""
    pattern = rf'{method}(?:\.get|\.getlist)?[\(\[]"([\w-]+)"|"([\w-]+)" in request\.{method}'
    files = Path(levier.__file__).parent.rglob("*.py")
    found = [pair for file in files for pair in re.findall(pattern, file.read_text(encoding="utf-8"))]
    return {name for pair in found for name in pair if name}


PARAMETERS = sorted(read_by_the_code("GET") | {"q", "r", "next"})
POSTED = sorted(read_by_the_code("POST") - {"jeton"})


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
    dice = Random(path)
    for _ in range(INPUTS):
        pairs = spoiled(dice, names, options, pool())
        body = encoded([("jeton", secrets.token_hex(16)), *pairs])
        answer = undone(client, "post", path, body, content_type=URLENCODED)
        if answer.status >= 500:
            accidents.append((path, answer.accident, [(n[:40], v[:60]) for n, v in pairs]))
    return INPUTS


def _path(address, number):
    return reverse(address.name, kwargs=arguments_of(address, number))


@pytest.mark.parametrize("room", ROOMS)
def test_no_page_falls_over_what_stands_in_its_address(standing, room):
    tried, accidents, met = 0, [], set()
    for role, opened in standing.opened.items():
        for page in (one for one in opened if room_of(one.view) == room and one.view not in met):
            met.add(page.view)
            count = INPUTS if 'class="filters' in page.text else 20
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


@pytest.mark.parametrize("count", [5_000, 10_000])
def test_ten_thousand_fields_are_refused_with_a_page(count):
    client = browser(colleague())

    answer = undone(
        client, "post", "/personnes/nouvelle/", encoded([(f"f{n}", "x") for n in range(count)]), content_type=URLENCODED
    )

    assert answer.status == 400
    assert "Rien n&#x27;a été modifié" in answer.text or "Rien n'a été modifié" in answer.text


@pytest.mark.parametrize("size", [10_000_000, 13_000_000])
def test_ten_megabytes_in_a_form_are_refused_or_read_never_an_accident(size):
    client = browser(colleague())
    body = encoded([("jeton", secrets.token_hex(16)), ("last_name", "x" * size)])

    answer = undone(client, "post", "/personnes/nouvelle/", body, content_type=URLENCODED)

    assert answer.status in (400, 413, 422)
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"a": 1}), "application/json"),
        ("[" * 50_000 + "]" * 50_000, "application/json"),
        ("--x\r\nContent-Disposition: form-data\r\n\r\n", "multipart/form-data; boundary=x"),
        ("rien", "multipart/form-data"),
        ("rien", "multipart/form-data; boundary=" + "é" * 300),
        ("a=b", "application/x-www-form-urlencoded; charset=ebcdic-nulle-part"),
        ("a=b", "application/x-www-form-urlencoded; charset=utf-16"),
        ("a=b", "\x00"),
        ("%", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_is_refused(body, kind):
    client = browser(colleague())

    answer = undone(client, "post", "/personnes/nouvelle/", body.encode(), content_type=kind)

    assert answer.status in (400, 413, 415, 422)


@pytest.mark.parametrize(
    "token", ["", "court", "a" * 41, "é" * 20, "../" * 8, "\x00" * 20, "a" * 16 + "'", "0" * 100_000]
)
def test_a_form_with_a_wrong_token_changes_nothing(token):
    client = browser(colleague())
    body = encoded([("jeton", token), ("first_name", "Mariam"), ("last_name", "Diallo")])

    answer = undone(client, "post", "/personnes/nouvelle/", body, content_type=URLENCODED)

    assert answer.status == 400


TEXTS = {
    "composed": "Zoé",
    "decomposed": "Zoe\u0301",
    "zero width": "Zo\u200bé\ufeff",
    "emoji": "Zoé 👩🏽‍💻",
    "right to left": "زويه \u202e",
    "turkish": "Işıl İpek",
    "half a character": "Zo\ud800é",
    "nul": "Zo\x00é",
    "long": "é" * 100_000,
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_kept_clean_or_refused(kind):
    client = browser(colleague())
    body = encoded(
        [("jeton", secrets.token_hex(16)), ("first_name", TEXTS[kind]), ("last_name", "Diallo"), ("version", "1")]
    )

    answer = client.post("/personnes/nouvelle/", body, content_type=URLENCODED)

    kept = Person.objects.first()
    if answer.status_code == 422:
        assert kept is None
    else:
        assert answer.status_code == 303
        assert not set(kept.first_name) & set("\x00\u200b\ufeff\u202e\ud800")
        assert len(kept.first_name) <= Person._meta.get_field("first_name").max_length


@pytest.mark.parametrize("typed", ["zoe", "ZOÉ", "Zoe\u0301", "zoé", "  ZOE  "])
def test_zoe_is_found_however_she_is_typed(typed):
    person("Zoé", "Diallo")
    person("Aziz", "Benali")

    page = browser(colleague()).get("/personnes/", {"q": typed}).text

    assert ("Zoé" in page, "Aziz" in page) == (True, False)


@pytest.mark.parametrize("typed", [one for one in BAD if len(one) < 1_000 and one.strip()])
def test_a_hostile_search_finds_nothing_and_breaks_nothing(typed):
    person("Mariam", "Diallo")
    client = browser(colleague(Role.DIRECTION))

    answers = [
        undone(client, "get", f"{page}?{encoded([('q', typed)]).decode()}") for page in ("/personnes/", "/chercher/")
    ]

    assert [answer.status for answer in answers] == [200, 200]
