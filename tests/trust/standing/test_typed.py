"""What is typed into a form stays a text where it is shown."""

import secrets

import pytest
from django.db import transaction

from tests.results import note
from tests.trust.house import answer_of
from tests.trust.payloads import PAYLOADS, born
from tests.trust.valid import valid

pytestmark = pytest.mark.django_db
PLAIN = {
    "version",
    "starts_on",
    "ends_on",
    "birth_date",
    "deadline_on",
    "postcode",
    "enterprise_number",
    "capacity",
    "phone",
}


@pytest.mark.parametrize(
    "view",
    [
        "people:new",
        "people:edit",
        "projects:edit",
        "partners:edit",
        "partners:new_contact",
        "activities:edit",
        "calls:edit_need",
        "calls:edit",
        "accounts:settings",
        "agenda:new",
        "calls:new_evidence",
    ],
)
def test_nothing_typed_into_a_form_runs_where_it_is_shown(standing, view):
    shown = next(one for one in standing.forms if one.form.view == view and not one.form.is_read)
    client, made, kept = standing.browsers[shown.role], [], 0
    free = [one.name for one in shown.form.controls if one.kind in ("text", "textarea") and one.name not in PLAIN]
    for payload in PAYLOADS:
        data = valid(shown.form) | {name: [payload] for name in free if "date" not in name and "_on" not in name}
        with transaction.atomic():
            answer = undone_into(client, shown.form.action, data)
            pages = [answer.text]
            if answer.status == 303:
                kept += 1
                pages += [client.get(path).text for path in (answer.location,)]
            transaction.set_rollback(True)
        made += [(payload, one) for page in pages if page for one in born(page)]
    note("xss", f"form-{view.replace(':', '-')}", payloads_by_places=len(PAYLOADS) * len(free), run=len(made))

    assert made == []


def undone_into(client, path, data):
    """A post whose effects stay until the caller takes them back."""
    client.raise_request_exception = False
    return answer_of(client.post(path, {"jeton": secrets.token_hex(16), **data}))


def test_no_address_that_runs_is_kept(standing):
    kept, tried = [], 0
    for shown in standing.forms:
        for name in [one.name for one in shown.form.controls if one.kind == "url" or one.name in ("link", "site")]:
            for payload in [one for one in PAYLOADS if one.strip().lower().startswith(("java", "data:", "vb", "//"))]:
                with transaction.atomic():
                    data = valid(shown.form) | {name: [payload]}
                    answer = undone_into(standing.browsers[shown.role], shown.form.action, data)
                    page = standing.browsers[shown.role].get(answer.location).text if answer.status == 303 else ""
                    transaction.set_rollback(True)
                tried += 1
                if page and born(page):
                    kept.append((shown.name, name, payload))

    assert kept == []
    assert tried > 15
