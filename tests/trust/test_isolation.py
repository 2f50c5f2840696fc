"""Organisations never see each other: no page says a word of another, no id reaches it whatever way it travels."""

import copy
import secrets
from types import SimpleNamespace

import pytest
from django.db import transaction

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import FormToken
from tests.house.furniture import OURS, THEIRS
from tests.results import note
from tests.trust.bad_input import encoded
from tests.trust.canary import MARK, SEARCHED, SHORT, is_in, mark, pointing_across, rows_of, theirs
from tests.trust.faults import failing_at, tables_written
from tests.trust.house import first_of_each, forms_shown, lived_in, undone, walk
from tests.trust.parameters import PARAMETERS
from tests.trust.valid import valid

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    """Another organisation marked, this one walked once for all tests that follow: each request of theirs is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        place = lived_in(roles=(Role.DIRECTION, Role.ADMINISTRATOR))
        assert mark(place.elsewhere) > 60
        opened = {role: list(walk(client)) for role, client in place.browsers.items()}
        yield SimpleNamespace(**vars(place), opened=opened)
        transaction.set_rollback(True)


def test_no_link_that_one_follows_leads_to_a_word_of_another_organisation(walked):
    """Each address alone is read with the access matrix, for every role; here one goes on from page to page."""
    client, followed = walked.browsers[Role.DIRECTION], walked.opened[Role.DIRECTION]
    client.raise_request_exception = False
    further = dict.fromkeys(path for page in followed for path in _further(page))
    with transaction.atomic():
        hits = [page.path for page in followed if SHORT in page.text.lower()]
        hits += [path for path in further if is_in(client.get(path))]
        transaction.set_rollback(True)
    note("canary", "followed", pages=len(followed) + len(further), hits=len(hits))

    assert hits == []


def _further(page):
    """The files of a list and its search; the forms of a report."""
    bare = page.path.partition("?")[0]
    if 'class="filters' in page.text:
        yield from (f"{bare}?{question}" for question in ("export=xlsx", "export=csv", f"q={SEARCHED}", "tout=1"))
    if page.view.startswith("reports:"):
        yield from (f"{bare}?format={form}" for form in ("xlsx", "json", "pdf"))


def test_no_parameter_brings_in_a_row_of_another_organisation(walked):
    hits, tried = [], 0
    for role, client in walked.browsers.items():
        for page in first_of_each(walked.opened[role]):
            names = [name for name in PARAMETERS if name not in ("export", "format")]
            pairs = [(name, value) for name in names for value in (str(THEIRS), f"projects.project:{THEIRS}")]
            path = f"{page.path.partition('?')[0]}?{encoded(pairs).decode()}"
            tried += 1
            if SHORT in undone(client, "get", path).text.lower():
                hits.append((role, page.path))
    note("canary", "parameters", pages=tried, hits=len(hits))

    assert hits == []


def test_no_field_of_a_form_reaches_a_row_of_another_organisation(walked):
    before, tried, written, hits = rows_of(walked.elsewhere), 0, 0, []
    for shown in (one for one in forms_shown(walked.opened) if not one.form.is_read):
        for data, path in _ways(shown.form):
            with transaction.atomic():
                with failing_at(0) as asked:
                    answer = _sent(walked.browsers[shown.role], path, data)
                # A table without a statement that writes to it is as it was: it is not read again.
                wrote = set(tables_written(asked)) - {FormToken._meta.db_table}
                across, changed = pointing_across(wrote), _changed(before, walked.elsewhere, wrote)
                transaction.set_rollback(True)
            tried, written = tried + 1, written + bool(wrote)
            if across or changed or is_in(answer) or answer.status_code >= 500:
                hits.append(
                    (shown.name, path, data, across, changed, answer.status_code, getattr(answer, "exc_info", None))
                )
    note("canary", "fields", pages=tried, hits=len(hits))

    assert hits == []
    assert (tried > 300, written > 100) == (True, True), (tried, written)


def _ways(form):
    """Each field in turn speaking of the other organisation's row; then the address itself."""
    data = valid(form)
    for one in form.controls:
        if one.name not in ("jeton", "csrfmiddlewaretoken", "version") and one.kind not in ("file", "textarea"):
            for value in dict.fromkeys(
                word for old in (one.values or one.options or ("",))[:1] for word in theirs(old)
            ):
                yield {**data, one.name: [value]}, form.action
    yield {**data, f"{form.controls[0].name}": [str(THEIRS)]}, form.action.replace(str(OURS), str(THEIRS))


def _sent(client, path, data):
    cookies = copy.copy(client.cookies)
    client.raise_request_exception = False
    answer = client.post(path, {"jeton": secrets.token_hex(16), **data})
    client.cookies = cookies
    return answer


def _changed(before, house, wrote):
    return [name for name, rows in rows_of(house, wrote).items() if before[name] != rows]


def test_ticked_rows_of_another_organisation_are_not_taken(walked):
    """A bulk action gets its rows by the address."""
    client = walked.browsers[Role.DIRECTION]
    paths = dict.fromkeys(page.path.partition("?")[0] for page in first_of_each(walked.opened[Role.DIRECTION]))

    answers = [undone(client, "get", f"{path}?choix={THEIRS}&choix={OURS}") for path in paths]

    assert [answer.status for answer in answers if answer.status >= 500 or MARK in answer.text] == []
