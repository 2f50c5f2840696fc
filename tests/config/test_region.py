"""A region is one association lived and the others copied: as full as the first copy, and shut off from each other."""

from datetime import date

import pytest
from django.db.models import F

from levier.config.demonstration.building import build
from levier.config.demonstration.region import LEFT_ALONE
from levier.config.demonstration.sizes import HOUSES
from levier.foundation.accounts.models import Membership, Organisation
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.accounts.tenancy import organisation_tables


@pytest.mark.django_db
def test_each_copy_is_as_full_as_its_model_and_points_at_nothing_outside_itself(monkeypatch):
    monkeypatch.setitem(HOUSES, "small", 4)
    said: list[str] = []

    build("small", date(2026, 6, 15), said.append)

    houses = {one.code: one for one in Organisation.objects.all()}
    assert sorted(houses) == ["ml-2", "ml-3", "ml-4", "saint-gilles"]
    assert said[-1] == "  4 associations sur 4"
    tables = [one for one in organisation_tables() if issubclass(one, OwnedModel)]
    copied = [one for one in tables if one._meta.label_lower not in LEFT_ALONE]
    for table in copied:
        counts = {code: table.objects.filter(organisation=one).count() for code, one in houses.items()}
        assert counts["ml-2"] == counts["ml-3"] == counts["ml-4"], table
    assert pointing_outside(copied) == {}
    assert Membership.objects.filter(organisation=houses["ml-4"]).count() == 14


def pointing_outside(tables: list[type[OwnedModel]]) -> dict[str, int]:
    """{field: how many rows point at another association's}."""
    found = {}
    for table in tables:
        for field in table._meta.local_concrete_fields:
            if field.related_model in tables:
                rows = table.objects.exclude(**{f"{field.name}__isnull": True})
                stray = rows.exclude(**{f"{field.name}__organisation": F("organisation")}).count()
                found |= {f"{table._meta.label}.{field.name}": stray} if stray else {}
    return found
