"""One click, one effect; and of two people who change one record, none loses a word."""

import copy
import secrets
from html import unescape

import pytest
from django.db import transaction
from django.urls import reverse

from levier.foundation.accounts.models import FormToken
from tests.results import note
from tests.trust.faults import failing_at, tables_written
from tests.trust.forms import forms_of
from tests.trust.house import answer_of
from tests.trust.valid import valid

pytestmark = pytest.mark.django_db
WITHOUT_TOKEN = {
    "kit:search": "changes nothing of the house",
    "kit:gallery": "a sample that leads nowhere",
}
"""Forms that carry no token, and why their second post does no harm."""
LIBRARY = ("account_", "mfa_")
"""The sign-in library's: a challenge serves once, tries are counted, and who is in is led on."""
CREATES = ("new", "add")
"""Forms that make something: nobody else can have changed it."""
SETTLED = {"courses:decide"}
"""Who is in a course, as in the furnished house, is decided upon no more: its two people are in its own tests."""


@pytest.fixture
def send(standing):
    """Send a form with a token; what comes back. All is taken back at the end of the test."""
    cookies = {role: copy.deepcopy(client.cookies) for role, client in standing.browsers.items()}

    def post(shown, data, token=None):
        client = standing.browsers[shown.role]
        client.cookies = copy.deepcopy(cookies[shown.role])  # a session may just have been ended
        client.raise_request_exception = False
        return answer_of(client.post(shown.form.action, {"jeton": token or secrets.token_hex(16), **data}))

    with transaction.atomic():
        yield post
        transaction.set_rollback(True)
    for role, client in standing.browsers.items():
        client.cookies = cookies[role]


def test_every_form_pressed_twice_has_one_effect(standing, send):
    replayed, doubled, refused = 0, [], {}
    posted = [one for one in standing.forms if not one.form.is_read and not one.form.view.startswith(LIBRARY)]
    assert {one.form.view for one in posted if "jeton" not in one.form.names} - set(WITHOUT_TOKEN) == set()
    for shown in (one for one in posted if one.form.view not in WITHOUT_TOKEN):
        with transaction.atomic():
            data, token = valid(shown.form), secrets.token_hex(16)
            first = send(shown, data, token)
            with failing_at(0) as asked:
                second = send(shown, _again(data), token)
            transaction.set_rollback(True)
        if not 300 <= first.status < 400 or first.location.startswith(reverse("account_login")):
            refused[shown.name] = (first.status, first.accident, _errors(first.text), data)
            continue
        replayed += 1
        changed = [table for table in tables_written(asked) if table != FormToken._meta.db_table]
        if changed or second.location != first.location:
            doubled.append((shown.name, changed, first.location, second.status, second.location))
    note("double_click", "forms", replayed=replayed, double_effects=len(doubled), not_filled=len(refused))

    assert doubled == []
    assert {one[0] for one in refused.values()} <= {302, 404, 422}  # what is plausible is not always allowed
    assert replayed > 50


def test_every_form_that_edits_knows_the_version_it_edits(standing):
    edits = [one for one in standing.forms if one.form.view.rpartition(":")[2].startswith(("edit", "correct"))]

    assert [one.form.view for one in edits if not one.form.is_read and "version" not in one.form.names] == []
    assert len(edits) > 10


def _again(data):
    """Files are read to their end by the first post."""
    for values in data.values():
        if hasattr(values, "seek"):
            values.seek(0)
    return data


def _errors(text):
    import re

    found = re.findall(r'<div class="notice error".*?</ul>', text, re.S)
    return [re.sub(r"<[^>]*>|\s+", " ", one) for one in found]


def test_every_record_changed_by_two_people_shows_both_texts_and_loses_none(standing, send):
    conflicts, lost = 0, []
    for shown in (one for one in standing.forms if "version" in one.form.names and one.form.page == one.form.action):
        if shown.form.view.rpartition(":")[2].startswith(CREATES) or shown.form.view in SETTLED:
            continue
        with transaction.atomic():
            mine = valid(shown.form)
            theirs = mine | (_with_words(shown.form, mine, " de Samira") or _otherwise(shown.form, mine))
            first = send(shown, theirs)
            mine |= _with_words(shown.form, mine, " de Nadia")
            conflict = send(shown, mine)
            transaction.set_rollback(True)
        conflicts += 1
        lost += [
            (shown.name, first.status, conflict.status, what) for what in _lost(shown, first, conflict, mine, theirs)
        ]
    note("conflicts", "forms", edit_views=conflicts, lost_texts=len(lost))

    assert [one[0] for one in lost] == [], lost
    assert conflicts > 10


def _with_words(form, data, words):
    """The same with a word more in each free text, so that both people wrote something of their own."""
    free = {one.name for one in form.controls if one.kind in ("text", "textarea") and not one.hint}
    return {name: [f"{value}{words}" for value in values] for name, values in data.items() if name in free - EXACT}


def _otherwise(form, data):
    """Another choice in the first closed list, else in a box, for a form without a free text."""
    for kind in ("select", "radio", "checkbox"):
        for one in (one for one in form.controls if one.kind == kind):
            others = [option for option in one.options if option and [option] != data.get(one.name)]
            if others:
                return {one.name: [others[-1]]}
    return {}


EXACT = {
    "reason",
    "postcode",
    "phone",
    "enterprise_number",
    "amount",
    "budget",
    "deadline_hour",
    "starts",
    "printed_at",
    "at_time",
    "ends",
    "on",
    "code",
}
EXACT |= {"minutes", "promised_minutes", "weekly_minutes", "planned_minutes", "convention_on", "signed_on", "ended_on"}
EXACT |= {"starts_on", "ends_on", "birth_date", "unemployed_since", "deadline_on", "value", "link", "site"}


def _lost(shown, first, conflict, mine, theirs):
    """What is wrong with the conflict page: words of mine or of the other one that are nowhere in it."""
    if first.status != 303 or conflict.status != 409:
        yield ("no conflict", _errors(first.text), mine)
        return
    again = next(form for form in forms_of(shown.form.page, conflict.text) if form.view == shown.form.view).values()
    for name, values in mine.items():
        if name != "version" and again.get(name, []) != values:
            yield (name, values, again.get(name))
        if theirs[name] != values and any(value not in unescape(conflict.text) for value in theirs[name]):
            yield (name, "the other text is not shown", theirs[name])
    if again["version"] == mine["version"]:
        yield ("version", "is still the old one", again["version"])
