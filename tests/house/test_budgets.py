"""No page is heavy, no list asks more for more rows. What each page costs is met with the access matrix."""

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.screens import Scope
from tests.house import golden_file
from tests.house.budgets import cost_of, parts
from tests.house.furniture import furnish
from tests.house.views import addresses

pytestmark = pytest.mark.django_db
MOST_KILOBYTES = 60
READERS = (Role.DIRECTION, Role.ADMINISTRATOR)


def test_no_page_is_heavy():
    heavy = {
        name: words
        for name, words in golden_file.read("budgets.txt").items()
        if max(parts(w)[1] for w in words) > MOST_KILOBYTES
    }

    assert heavy == {}


@pytest.mark.parametrize("role", READERS)
def test_a_list_of_three_rows_asks_what_a_list_of_one_row_asks(role):
    pages = [
        address
        for address in addresses()
        if not address.arguments and address.screen.scope is Scope.ORGANISATION and "GET" in address.screen.methods
    ]

    one, three = _questions(pages, role, rows=1), _questions(pages, role, rows=3)

    assert {name: (one[name], count) for name, count in three.items() if count != one[name]} == {}


def _questions(pages, role, rows):
    from django.db import transaction

    with transaction.atomic():
        client = furnish(rows=rows, roles=(role,)).browsers[role]
        found = {address.name: parts(cost_of(client, address))[0] for address in pages}
        transaction.set_rollback(True)
    return found
