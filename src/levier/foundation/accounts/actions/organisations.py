"""What changes an organisation."""

from datetime import datetime
from typing import Any

from django.db import transaction

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.rules import SET_ORGANISATION
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.registers import groundworks

PUBLIC_FIELDS = ("name", "address", "phone", "email", "language")


@transaction.atomic
def found_organisation(*, name: str, code: str, at: datetime, **fields: Any) -> Organisation:
    """A new association of this house, with what each room lays down in it. Members come after."""
    organisation = Organisation.objects.create(name=name, code=code, **fields)
    lay_grounds(organisation=organisation, at=at)
    return organisation


def lay_grounds(*, organisation: Organisation, at: datetime) -> None:
    """What each room lays down in an association, where it is missing: lists and rules that its team then edits."""
    with working_for(organisation.pk, atomic=True):
        for lay in groundworks:
            lay(by=house(organisation.pk), at=at)


@transaction.atomic
def change_setting(*, by: Actor, name: str, value: Any, at: datetime) -> Organisation:
    """Keep one setting of the actor's organisation. The room it belongs to has checked who may."""
    organisation = locked_organisation(by)
    old = organisation.settings.get(name)
    organisation.settings = organisation.settings | {name: value}
    organisation.version += 1
    organisation.save(update_fields=["settings", "version"])
    _note(by, "organisation.setting_changed", {name: [old, value]}, at)
    return organisation


@transaction.atomic
def change_organisation(*, by: Actor, at: datetime, **values: str) -> Organisation:
    """Change the public fields of the actor's organisation (`PUBLIC_FIELDS`).

    Raises Refused without the right, ValidationError when a value is not accepted.
    """
    demand_permission(by, SET_ORGANISATION)
    organisation = locked_organisation(by)
    change = {name: [getattr(organisation, name), values[name]] for name in PUBLIC_FIELDS if name in values}
    for name, (_, new) in change.items():
        setattr(organisation, name, new)
    organisation.version += 1
    organisation.full_clean()
    organisation.save(update_fields=[*change, "version"])
    _note(by, "organisation.changed", {name: both for name, both in change.items() if both[0] != both[1]}, at)
    return organisation


def locked_organisation(by: Actor) -> Organisation:
    """The actor's organisation, locked for this transaction."""
    return Organisation.objects.select_for_update().get(pk=by.organisation_id)


def _note(by: Actor, verb: str, change: dict[str, Any], at: datetime) -> None:
    record(by=by, verb=verb, object=f"accounts.organisation:{by.organisation_id}", change=change, at=at)
