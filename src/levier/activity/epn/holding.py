"""Rows of the room held for a change, and days that make sense."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.register.people.models import Person

MOST_YEARS = 20


def held(by: Actor, row: Any, *related: str) -> Any:
    """The row again, locked for this transaction. Raises Refused for one that is gone, or another organisation's."""
    rows = type(row).objects.visible_to(by).select_for_update(of=("self",)).filter(pk=row.pk)
    found = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise Refused(_("Ce que vous cherchez n'existe pas."))
    return found


def demand_person(by: Actor, person: Person) -> None:
    """Raises Refused for a person whom this actor may not meet."""
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise Refused(_("Cette personne n'existe pas."))


def demand_past(day: date, at: datetime) -> None:
    """Raises Refused for a day to come."""
    if day > timezone.localdate(at):
        raise Refused(_("Le %(day)s n'est pas encore là : vérifiez la date.") % {"day": formats.day(day)})
    demand_sensible(day, at)


def demand_sensible(day: date, at: datetime) -> None:
    """Raises Refused for a day twenty years away."""
    if abs(day.year - timezone.localdate(at).year) > MOST_YEARS:
        raise Refused(_("L'année de cette date est sans doute fausse : %(day)s.") % {"day": formats.day(day)})
