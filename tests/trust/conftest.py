"""A house furnished and walked once for all tests of a file: each request in it is taken back."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction

from tests.trust.house import forms_shown, lived_in, walk


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """`browsers` by role, every `form` shown, and the page and role where each address opens first."""
    with django_db_blocker.unblock(), transaction.atomic():
        browsers = lived_in().browsers
        opened = {role: list(walk(client)) for role, client in browsers.items()}
        yield SimpleNamespace(browsers=browsers, forms=forms_shown(opened), opened=opened)
        transaction.set_rollback(True)
