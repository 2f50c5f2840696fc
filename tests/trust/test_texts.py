"""Bodies and texts at the edge, too long, too many, in half, in any script: kept clean or refused, no accident."""

import json
import secrets

import pytest

from levier.foundation.accounts.enums import Role
from levier.register.people.models import Person
from tests.cast import browser, colleague, person
from tests.trust.bad_input import BAD, URLENCODED, encoded
from tests.trust.house import undone

pytestmark = pytest.mark.django_db


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

    answer = undone(client, "generic", "POST", "/personnes/nouvelle/", body.encode(), content_type=kind)

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
