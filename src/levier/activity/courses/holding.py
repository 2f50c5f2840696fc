"""Rows of the room held for a change, and days that make sense."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused

MOST_YEARS = 20


def held(by: Actor, row: Any, *related: str) -> Any:
    """The row again, locked for this transaction. Raises Refused for one that is gone, or another organisation's."""
    rows = type(row).objects.visible_to(by).select_for_update(of=("self",)).filter(pk=row.pk)
    found = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise Refused(_("Ce que vous cherchez n'existe pas."))
    return found


def demand_past(day: date, at: datetime) -> None:
    """Raises Refused for a day to come."""
    if day > timezone.localdate(at):
        raise Refused(_("Le %(day)s n'est pas encore là : vérifiez la date.") % {"day": formats.day(day)})
    demand_sensible(at, day)


def demand_sensible(at: datetime, *days: date | None) -> None:
    """Raises Refused for a day twenty years away."""
    for day in days:
        if day and abs(day.year - timezone.localdate(at).year) > MOST_YEARS:
            raise Refused(_("L'année de cette date est sans doute fausse : %(day)s.") % {"day": formats.day(day)})
