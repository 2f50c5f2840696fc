"""Building the demonstration house, once."""

import random
from collections.abc import Callable
from datetime import date

from django.db import transaction

from levier.config.demonstration.history import tell_history
from levier.config.demonstration.present import SIZES, fill
from levier.config.demonstration.staff import hire
from levier.config.demonstration.workday import fill_day
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import house as the_house

SEED = 1060
NAME = "Mission Locale de Saint-Gilles (démonstration)"


def build(size: str, today: date, say: Callable[[str], None]) -> Organisation:
    """One organisation with its history and its present; a region has a hundred of them. Returns the first."""
    first = _one(NAME, "saint-gilles", size, today, "")
    if size == "region":
        for number in range(2, 101):
            _one(f"Mission Locale n° {number} (démonstration)", f"ml-{number}", size, today, f"-{number}")
            say(f"  {number} associations sur 100")
    return first


@transaction.atomic
def _one(name: str, code: str, size: str, today: date, suffix: str) -> Organisation:
    settings = {"demonstration_day": today.isoformat()}
    house = Organisation.objects.create(name=name, code=code, settings=settings)
    with working_for(house.pk):
        staff = hire(house, suffix)
        projects = tell_history(house, today)
        fill(house, projects, staff, SIZES[size], today, random.Random(f"{SEED}{code}"))  # noqa: S311 - not a secret
        fill_day(house, projects, staff, today)
        record(by=the_house(house.pk), verb="house.demonstration", object=f"accounts.organisation:{house.pk}")
    return house
