"""What changes a partner, and what hangs on it: contacts, places, programmes."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold, slug
from levier.register.partners.models import Contact, Partner, Place, Programme
from levier.register.partners.rules import CHANGE_PARTNERS

_REMOVED = {Partner: "partner.removed", Place: "place.removed", Programme: "programme.removed"}


@transaction.atomic
def create_partner(*, by: Actor, values: dict[str, Any], at: datetime) -> Partner:
    """A new partner from its columns; its code is made from its name. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PARTNERS)
    partner = Partner(organisation_id=by.organisation_id, **values)
    partner.code = partner.code or _free_code(by, Partner, partner.name)
    _settle(partner)
    record(by=by, verb="partner.created", object=reference(partner), at=at)
    return partner


@transaction.atomic
def change_partner(*, by: Actor, partner: Partner, values: dict[str, Any], at: datetime) -> Partner:
    """Give a partner these columns. Raises Refused, or ValidationError with the sentence of what is wrong."""
    demand_permission(by, CHANGE_PARTNERS)
    changed = _change(partner, values)
    partner.version += 1
    _settle(partner)
    record(by=by, verb="partner.changed", object=reference(partner), change=changed, at=at)
    return partner


@transaction.atomic
def add_contact(*, by: Actor, partner: Partner, values: dict[str, Any], at: datetime) -> Contact:
    """Somebody we speak with there. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PARTNERS)
    contact = Contact(organisation_id=by.organisation_id, partner=partner, **values)
    contact.keep()
    record(by=by, verb="partner.contact_added", object=reference(partner), change={"contact": contact.pk}, at=at)
    return contact


@transaction.atomic
def change_contact(*, by: Actor, contact: Contact, values: dict[str, Any], at: datetime) -> Contact:
    """Give a contact these columns. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PARTNERS)
    changed = _change(contact, values)
    contact.version += 1
    contact.keep()
    change = {"contact": contact.pk, **changed}
    record(by=by, verb="partner.contact_changed", object=reference(contact.partner), change=change, at=at)
    return contact


@transaction.atomic
def end_contact(*, by: Actor, contact: Contact, on: date, at: datetime) -> Contact:
    """The last day somebody was our contact. Raises Refused when it was said already."""
    demand_permission(by, CHANGE_PARTNERS)
    if contact.ended_on is not None:
        raise Refused(_("Ce contact est déjà terminé."))
    contact.ended_on = on
    contact.version += 1
    contact.keep()
    change = {"contact": contact.pk, "ended_on": on}
    record(by=by, verb="partner.contact_ended", object=reference(contact.partner), change=change, at=at)
    return contact


@transaction.atomic
def keep_place(*, by: Actor, place: Place, values: dict[str, Any], at: datetime) -> Place:
    """A place of ours or of a partner, new or changed. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PARTNERS)
    verb = "place.changed" if place.pk else "place.created"
    changed = _change(place, values)
    place.organisation_id = by.organisation_id
    place.keep()
    record(by=by, verb=verb, object=reference(place), change=changed, at=at)
    return place


@transaction.atomic
def keep_programme(*, by: Actor, programme: Programme, values: dict[str, Any], at: datetime) -> Programme:
    """A programme of a funder, new or changed; its code is made from its name. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PARTNERS)
    verb = "programme.changed" if programme.pk else "programme.created"
    changed = _change(programme, values)
    programme.organisation_id = by.organisation_id
    programme.code = programme.code or _free_code(by, Programme, programme.name)
    programme.keep()
    record(by=by, verb=verb, object=reference(programme), change=changed, at=at)
    return programme


@transaction.atomic
def remove_unused(*, by: Actor, row: Partner | Place | Programme, at: datetime) -> None:
    """Take away what was written by mistake. Raises Refused when anything in the house speaks of it."""
    demand_permission(by, CHANGE_PARTNERS)
    named = reference(row)
    try:
        row.delete()
    except ProtectedError as error:
        raise Refused(_("On ne peut plus le retirer : d'autres fiches en parlent.")) from error
    record(by=by, verb=_REMOVED[type(row)], object=named, change={"name": [row.name, ""]}, at=at)


def _settle(partner: Partner) -> None:
    partner.search = fold(f"{partner.name} {partner.code} {partner.enterprise_number} {partner.commune}")[:400]
    partner.keep()


def _change(instance: Any, values: dict[str, Any]) -> dict[str, list[str]]:
    """Set columns; returns those that changed, old and new as text."""
    changed = {
        name: [str(getattr(instance, name, "") or ""), str(value or "")]
        for name, value in values.items()
        if getattr(instance, name, None) != value
    }
    for name, value in values.items():
        setattr(instance, name, value)
    return changed


def _free_code(by: Actor, model: Any, name: str) -> str:
    """A code from a name that no other row of this association has."""
    base = slug(name)[:36] or "code"
    taken = set(model.objects.visible_to(by).filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1_000))) if code not in taken)
