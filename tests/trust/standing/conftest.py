"""A house furnished and walked once for all tests of this folder: each request in it is taken back."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.template import Template

from tests.trust.house import Page, forms_shown, lived_in, walk


@pytest.fixture(scope="package")
def standing(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """`browsers` by role, every `form` shown, and the page and role where each address opens first."""
    with django_db_blocker.unblock(), transaction.atomic():
        browsers = lived_in().browsers
        opened: dict[str, list[Page]] = {}
        for role, client in browsers.items():
            met = {page.view for pages in opened.values() for page in pages}
            opened[role] = list(walk(client, without=met))
        yield SimpleNamespace(browsers=browsers, forms=forms_shown(opened), opened=opened)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def pages_without_their_contexts(monkeypatch):
    """Nobody here asks what a page was made of; the test client would copy every context of every page for who does."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
