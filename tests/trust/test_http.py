"""What a browser is told with every answer, and what a request may not make us do."""

import pytest
from django.core.cache import cache
from django.test import override_settings

from levier.foundation.accounts.enums import Role
from levier.foundation.outbox.letters import text_of
from levier.foundation.outbox.models import Message
from levier.register.people.models import Person
from tests.cast import Browser, browser, colleague
from tests.house.access import HEADERS
from tests.trust.house import undone

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe"
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "https:evil.example",
    "http://testserver@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "/%0d%0aLocation:%20//evil.example",
    "/x\r\nSet-Cookie: a=b",
    " //evil.example",
    "\x00//evil.example",
    "https://testserver.evil.example/",
    "http://[::1",
]


@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.parametrize("way", ["query", "field"])
def test_after_the_sign_in_one_stays_in_the_house(place, way):
    nadia = colleague()
    cache.clear()
    data = {"login": nadia.email, "password": PASSWORD}
    path = "/compte/login/"

    if way == "query":
        answer = Browser().post(path, data, query_params={"next": place})
    else:
        answer = Browser().post(path, data | {"next": place})

    assert answer.status_code == 302
    assert _is_ours(answer.headers["Location"])


def _is_ours(location):
    bare = location.strip().replace("\\", "/").replace("\t", "")
    return bare.startswith("/") and not bare.startswith("//") and "\n" not in location and "\r" not in location


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_search_leads_to_a_page_of_the_house_or_nowhere(place):
    answer = undone(browser(colleague()), "submit", "/kit/recherche/", {"page": place, "libre": "q", "q": "Mariam"})

    assert answer.status in (303, 400, 404)
    assert answer.status != 303 or _is_ours(answer.location)


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "localhost:80@evil.example", "evil\r\nX: y"]
)
def test_a_forged_host_is_refused_and_writes_no_mail(host):
    nadia = colleague()
    cache.clear()

    answer = undone(Browser(), "post", "/compte/password/reset/", {"email": nadia.email}, headers={"host": host})

    assert answer.status == 400
    assert "evil" not in answer.text
    assert Message.objects.count() == 0


def test_a_forwarded_host_is_not_believed():
    nadia = colleague()
    cache.clear()

    Browser().post("/compte/password/reset/", {"email": nadia.email}, headers={"x-forwarded-host": "evil.example"})

    (letter,) = Message.objects.all()
    assert "http://testserver/compte/password/reset/key/" in text_of(letter)
    assert "evil" not in text_of(letter)


@pytest.mark.parametrize("tossed", ["x" * 32, "a" * 64, ""])
def test_a_cookie_tossed_from_a_subdomain_opens_nothing(tossed):
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(colleague())
    strict.cookies["csrftoken"] = strict.cookies["levier-csrf"] = tossed

    answer = undone(
        strict, "submit", "/personnes/nouvelle/", {"last_name": "Diallo", "csrfmiddlewaretoken": "c" + "b" * 63}
    )

    assert (answer.status, Person.objects.count()) == (403, 0)


def test_the_door_s_own_answers_carry_all_headers(settings):
    nadia = colleague()
    client, asked = browser(nadia), Browser()
    client.raise_request_exception = False
    cache.clear()
    answers = {
        "not found": client.get("/nulle-part/"),
        "method": client.put("/personnes/"),
        "bad request": client.post("/personnes/nouvelle/", {"last_name": "Diallo"}),
        "forbidden": client.get("/reglages/"),
        "redirect": client.get("/personnes"),
        "sign in": asked.get("/personnes/"),
        "static": asked.get("/static/kit/levier.css"),
        "static not there": asked.get("/static/rien.css"),
        "search": client.submit("/kit/recherche/", {"page": "/personnes/", "q": "x"}),
        "forged host": asked.get("/", headers={"host": "evil.example"}),
    }
    for _ in range(30):
        answers["too many"] = asked.post("/compte/login/", {"login": nadia.email, "password": "faux"})

    for answer in answers.values():
        answer.close()
    missing = {
        name: [header for header in HEADERS[:5] if header not in answer.headers] for name, answer in answers.items()
    }

    assert {name: headers for name, headers in missing.items() if headers} == {}
    assert answers["static"].status_code == 200
    assert [answers[n].status_code for n in ("not found", "method", "bad request", "forbidden")] == [404, 405, 400, 403]


@pytest.mark.parametrize("secure", [True, False])
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(secure):
    client = Browser()
    cache.clear()
    nadia = colleague(Role.DIRECTION)
    with override_settings(SESSION_COOKIE_SECURE=secure, CSRF_COOKIE_SECURE=secure):
        client.get("/compte/login/", secure=secure)
        client.post("/compte/login/", {"login": nadia.email, "password": PASSWORD}, secure=secure)

    session = next(one for name, one in client.cookies.items() if name.endswith("levier"))
    assert (bool(session["httponly"]), bool(session["secure"]), session["samesite"]) == (True, secure, "Lax")


BREAKS = ["a\r\nSet-Cookie: evil=1", "a\nX-Evil: 1", "a%0d%0aX-Evil: 1", "a\u2028X-Evil: 1", "é\r\n\r\n<html>"]


@pytest.mark.parametrize("text", BREAKS)
def test_a_line_break_never_begins_a_header(text):
    client = browser(colleague(Role.DIRECTION))
    answers = [
        undone(client, "submit", "/kit/recherche/", {"page": f"/personnes/?x={text}", "libre": "q", "q": text}),
        undone(client, "get", "/personnes/", {"q": text, "export": "csv"}),
        undone(client, "submit", "/equipe/inviter/", {"email": f"x@example.org{text}", "role": "counsellor"}),
        undone(Browser(), "get", "/personnes/", {"next": text}),
    ]

    for answer in answers:
        assert answer.status < 500
        assert not [v for name, v in answer.headers.items() if "\n" in v or "\r" in v or "evil" in name.lower()]
