"""No form is taken without its mark against forgery, and what a signed-in person gets is kept nowhere."""

import copy

import pytest

from tests.cast import Browser
from tests.house.furniture import ANONYMOUS
from tests.results import note
from tests.trust.house import undone
from tests.trust.valid import valid

pytestmark = pytest.mark.django_db


def test_no_form_is_taken_without_its_mark_against_forgery(standing):
    tried, taken = 0, []
    for shown in (one for one in standing.forms if not one.form.is_read and one.form.view != "kit:gallery"):
        client = standing.browsers[shown.role]
        strict = Browser(enforce_csrf_checks=True)
        strict.cookies = copy.deepcopy(client.cookies)
        for headers in ({}, {"origin": "https://evil.example"}, {"referer": "https://evil.example/"}):
            answer = undone(strict, "submit", shown.form.action, valid(shown.form), headers=headers)
            tried += 1
            if answer.status != 403:
                taken.append((shown.name, headers, answer.status))
    note("csrf", "forms", tried=tried, taken=len(taken))

    assert taken == []


def test_what_a_signed_in_person_gets_is_kept_nowhere(standing):
    stored = [
        (role, page.path)
        for role, opened in standing.opened.items()
        if role != ANONYMOUS
        for page in {one.view: one for one in opened}.values()
        if "no-store" not in undone(standing.browsers[role], "get", page.path).headers.get("Cache-Control", "")
    ]

    assert stored == []
