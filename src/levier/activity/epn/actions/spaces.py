"""A space as it is settled: its hours, its stations, what the label asks."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.epn.holding import demand_sensible, held
from levier.activity.epn.models import LabelMinimum, OpeningHours, Space, Station
from levier.activity.epn.rules import SET_SPACES
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference


@transaction.atomic
def add_space(*, by: Actor, values: dict[str, Any], at: datetime) -> Space:
    """Open a space. Raises ValidationError for a name in use."""
    demand_permission(by, SET_SPACES)
    return _keep(by, Space(organisation_id=by.organisation_id), values, "epn.space_added", at)


@transaction.atomic
def change_space(*, by: Actor, space: Space, values: dict[str, Any], at: datetime) -> Space:
    """Name it or settle it otherwise."""
    demand_permission(by, SET_SPACES)
    return _keep(by, _next(by, space), values, "epn.space_changed", at)


@transaction.atomic
def add_hours(
    *, by: Actor, space: Space, weekday: int, starts: time, ends: time, kind: str, at: datetime
) -> OpeningHours:
    """Open at these hours of each week. Raises Refused where the space is open already."""
    demand_permission(by, SET_SPACES)
    held(by, space)
    met = OpeningHours.objects.visible_to(by).filter(space=space, weekday=weekday, starts__lt=ends, ends__gt=starts)
    if other := met.first():
        raise Refused(_("L'espace est déjà ouvert à ces heures : %(hours)s.") % {"hours": other})
    row = OpeningHours(organisation_id=by.organisation_id, space=space)
    values = {"weekday": weekday, "starts": starts, "ends": ends, "kind": kind}
    return _keep(by, row, values, "epn.hours_added", at)


@transaction.atomic
def withdraw_hours(*, by: Actor, hours: OpeningHours, at: datetime) -> None:
    """Close at these hours from now on. What was noted of past visits stays."""
    demand_permission(by, SET_SPACES)
    row = held(by, hours)
    named = reference(row)
    row.delete()
    record(by=by, verb="epn.hours_withdrawn", object=named, at=at)


@transaction.atomic
def add_minimum(*, by: Actor, values: dict[str, Any], at: datetime) -> LabelMinimum:
    """Say what the label asks from a day on. Raises ValidationError for a second one of that day."""
    demand_permission(by, SET_SPACES)
    demand_sensible(values["starts_on"], at)
    return _keep(by, LabelMinimum(organisation_id=by.organisation_id), values, "epn.minimum_added", at)


@transaction.atomic
def change_minimum(*, by: Actor, minimum: LabelMinimum, values: dict[str, Any], at: datetime) -> LabelMinimum:
    """Correct it, or say that it was read at its source."""
    demand_permission(by, SET_SPACES)
    demand_sensible(values["starts_on"], at)
    return _keep(by, _next(by, minimum), values, "epn.minimum_changed", at)


@transaction.atomic
def add_station(*, by: Actor, space: Space, number: int, remark: str = "", at: datetime) -> Station:
    """Put a station in a space. Raises ValidationError for a number in use."""
    demand_permission(by, SET_SPACES)
    held(by, space)
    row = Station(organisation_id=by.organisation_id, space=space)
    return _keep(by, row, {"number": number, "remark": remark}, "epn.station_added", at)


@transaction.atomic
def change_station(*, by: Actor, station: Station, number: int, remark: str, at: datetime) -> Station:
    """Number it otherwise."""
    demand_permission(by, SET_SPACES)
    return _keep(by, _next(by, station), {"number": number, "remark": remark}, "epn.station_changed", at)


def usual_minima() -> tuple[tuple[str, int], ...]:
    """What a new association starts from, to be checked: nobody read the charter of the label at its source."""
    return (("free", 8 * 60), ("accompanied", 4 * 60), ("training", 2 * 60))


def lay_minima(by: Actor, at: datetime, on: date) -> None:
    """For a new association: minima that say they are to be checked."""
    known = set(LabelMinimum.objects.visible_to(by).values_list("kind", flat=True))
    rows = [
        LabelMinimum(organisation_id=by.organisation_id, kind=kind, minutes=minutes, starts_on=on)
        for kind, minutes in usual_minima()
        if kind not in known
    ]
    LabelMinimum.objects.bulk_create(rows)


def _next[Row: (Space, LabelMinimum, Station)](by: Actor, row: Row) -> Row:
    found: Row = held(by, row)
    found.version += 1
    return found


def _keep[Row: OwnedModel](by: Actor, row: Row, values: dict[str, Any], verb: str, at: datetime) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    row.keep()
    record(by=by, verb=verb, object=reference(row), at=at)
    return row
