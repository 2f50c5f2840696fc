"""Every view declares permission, scope, journal event and cache rule; every field says its privacy word."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from levier.foundation.accounts.tenancy import EXCEPTIONS, organisation_tables
from levier.foundation.kit.permissions import REGISTER
from levier.foundation.kit.privacy import NotPersonal, Personal
from levier.foundation.kit.screens import Cache, Scope
from tests.house.views import addresses


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("levier.")]


def test_every_view_is_declared():
    assert [address.route for address in addresses() if address.screen is None] == []


def test_every_screen_of_the_organisation_has_a_permission_and_keeps_nothing_in_the_browser():
    careless = [
        address.route
        for address in addresses()
        if address.screen
        and address.screen.scope in (Scope.ORGANISATION, Scope.OWN)
        and (address.screen.permission is None or address.screen.cache is not Cache.NO_STORE)
    ]

    assert careless == []


def test_a_view_that_a_link_opens_takes_its_organisation_from_the_link():
    """Invitations, older, read a link of their own; every other such view is declared by `linked_screen`."""
    loose = [
        one.name for one in addresses() if one.screen and (one.screen.scope is Scope.LINK) != bool(one.screen.link)
    ]

    assert loose == ["accounts:accept"]


def test_every_permission_says_who_may_and_who_may_not():
    silent = [code for code, entry in REGISTER.items() if not entry.roles or not str(entry.sentence) or "." not in code]

    assert silent == []


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_field_has_its_privacy_word(model):
    words = getattr(model, "privacy", {})
    fields = {field.name for field in model._meta.local_fields}

    assert set(words) == fields
    assert all(isinstance(word, Personal | NotPersonal) for word in words.values())


def test_every_table_of_ours_belongs_to_an_organisation_or_says_why_not():
    free = {model._meta.db_table for model in our_models()} - {model._meta.db_table for model in organisation_tables()}

    assert free == set(EXCEPTIONS)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, stdout=StringIO())
