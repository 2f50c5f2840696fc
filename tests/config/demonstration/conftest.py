"""One small demonstration for all tests of a module, taken back at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from levier.config.demonstration.building import build
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for

TODAY = date(2026, 6, 15)


@contextmanager
def built(size: str, today: date) -> Iterator[Organisation]:
    """A demonstration as of `today`, with its work open; nothing of it stays."""
    with transaction.atomic():
        made = build(size, today, lambda _line: None)
        with working_for(made.pk):
            yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker) -> Iterator[Organisation]:
    """Each test of the module works in a savepoint of it: what a test changes is taken back."""
    with django_db_blocker.unblock(), built("small", TODAY) as made:
        yield made
