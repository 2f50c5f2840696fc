"""Whatever statement of a work fails, the work is wholly done or not at all."""

import copy
import secrets

import pytest
from django.db import transaction

from tests.results import note
from tests.trust.faults import failing_at, first_write, state_of, tables_written
from tests.trust.valid import valid

pytestmark = pytest.mark.django_db
PARTS = 3
WITHOUT_TRANSACTION = ("account_", "mfa_")
"""The sign-in library's own pages, read-only for our tables or third-party; tried apart."""


def _post(client, form, cookies, number):
    client.cookies = copy.deepcopy(cookies)
    client.raise_request_exception = False
    with failing_at(number) as asked:
        answer = client.post(form.action, {"jeton": secrets.token_hex(16), **valid(form)})
    client.cookies = cookies
    return answer, asked


@pytest.mark.parametrize("part", range(PARTS))
def test_no_form_leaves_half_a_work_when_a_statement_fails(standing, part):
    faults, works, half = 0, 0, []
    posted = [
        one for one in standing.forms if not one.form.is_read and not one.form.view.startswith(WITHOUT_TRANSACTION)
    ]
    for shown in posted[part::PARTS]:
        client, cookies = standing.browsers[shown.role], copy.deepcopy(standing.browsers[shown.role].cookies)
        with transaction.atomic():
            _answer, asked = _post(client, shown.form, cookies, 0)
            transaction.set_rollback(True)
        tables, first = tables_written(asked), first_write(asked)
        if not set(tables) - {"accounts_formtoken"}:
            continue
        works += 1
        before = state_of(tables)
        for number in range(first, len(asked) + 1):
            with transaction.atomic():
                answer, reached = _post(client, shown.form, cookies, number)
                after = state_of(tables)
                transaction.set_rollback(True)
            faults += len(reached) >= number
            if after != before and len(reached) >= number:
                half.append(
                    (shown.name, number, answer.status_code, reached[number - 1][:90], _differing(before, after))
                )
    note("faults", f"forms-{part}", works=works, faults=faults, half_done=len(half))

    assert half == []
    assert works > 10


def _differing(before, after):
    return [name for name in before if before[name] != after[name]]
