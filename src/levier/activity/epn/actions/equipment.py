"""Things that are lent, and the log of upkeep of stations and things."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.enums import Upkeep
from levier.activity.epn.holding import demand_past, demand_person, demand_sensible, held
from levier.activity.epn.models import Equipment, Loan, Station, UpkeepNote
from levier.activity.epn.rules import RUN_SPACES, SET_SPACES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person


@transaction.atomic
def add_equipment(*, by: Actor, values: dict[str, Any], at: datetime) -> Equipment:
    """A thing that may be lent. Raises ValidationError for a number in use."""
    demand_permission(by, SET_SPACES)
    row = Equipment(organisation_id=by.organisation_id, **values)
    row.keep()
    record(by=by, verb="epn.equipment_added", object=reference(row), at=at)
    return row


@transaction.atomic
def change_equipment(*, by: Actor, equipment: Equipment, values: dict[str, Any], at: datetime) -> Equipment:
    """Name it otherwise."""
    demand_permission(by, SET_SPACES)
    row: Equipment = held(by, equipment)
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.keep()
    record(by=by, verb="epn.equipment_changed", object=reference(row), at=at)
    return row


@transaction.atomic
def note_upkeep(
    *, by: Actor, kind: str, text: str, station: Station | None = None, equipment: Equipment | None = None, at: datetime
) -> UpkeepNote:
    """A line of the log. A fault takes the thing out of service, a repair brings it back."""
    demand_permission(by, RUN_SPACES)
    thing: Any = held(by, station or equipment)
    row = UpkeepNote(
        organisation_id=by.organisation_id,
        station=station and thing,
        equipment=None if station else thing,
        kind=kind,
        text=text,
        noted_at=at,
        noted_by_id=by.user_id,
    )
    row.keep()
    if kind != Upkeep.CARE:
        thing.out_since = (thing.out_since or at) if kind == Upkeep.FAULT else None
        thing.save(update_fields=["out_since"])
    record(by=by, verb="epn.upkeep_noted", object=reference(thing), change={"kind": kind}, at=at)
    return row


@transaction.atomic
def lend(*, by: Actor, person: Person, equipment: Equipment, due_on: date, at: datetime) -> Loan:
    """Lend a thing until a day. Raises Refused for one that is broken, ValidationError for one that is lent."""
    demand_permission(by, RUN_SPACES)
    demand_person(by, person)
    demand_sensible(due_on, at)
    thing: Equipment = held(by, equipment)
    if thing.out_since:
        raise Refused(_("Cet objet est hors service : notez d'abord sa réparation."))
    row = Loan(
        organisation_id=by.organisation_id,
        equipment=thing,
        person=person,
        lent_on=timezone.localdate(at),
        due_on=due_on,
        lent_by_id=by.user_id,
    )
    row.keep()
    record(by=by, verb="epn.lent", object=reference(row), change={"person": person.pk}, at=at)
    return row


@transaction.atomic
def take_back(*, by: Actor, loan: Loan, on: date, remark: str = "", at: datetime) -> Loan:
    """The thing is back. Raises Refused for a day to come, or before it was lent."""
    demand_permission(by, RUN_SPACES)
    row: Loan = held(by, loan)
    demand_past(on, at)
    if on < row.lent_on:
        raise Refused(_("La date de retour tombe avant le prêt."))
    row.returned_on, row.remark = on, remark
    row.keep()
    record(by=by, verb="epn.taken_back", object=reference(row), at=at)
    return row
