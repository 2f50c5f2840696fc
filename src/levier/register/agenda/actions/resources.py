"""Rooms and equipment are named, taken once at a time, and given back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions.bookings import Taken
from levier.register.agenda.models import Resource, ResourceBooking
from levier.register.agenda.rules import BOOK_RESOURCES, KEEP_RESOURCES

COLUMNS = ("kind", "name", "place", "note")


@dataclass(frozen=True, slots=True)
class Claim:
    """A room or a thing wanted from a moment to another, for something. `title` names nobody."""

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    title: str
    about: str = ""
    link: str = ""


@transaction.atomic
def add_resource(*, by: Actor, values: dict[str, Any], at: datetime) -> Resource:
    """A room or a thing that is booked from now on. Raises Refused, or ValidationError."""
    demand_permission(by, KEEP_RESOURCES)
    resource = Resource(organisation_id=by.organisation_id, **{name: values[name] for name in COLUMNS})
    resource.keep()
    record(by=by, verb="resource.added", object=reference(resource), at=at)
    return resource


@transaction.atomic
def change_resource(*, by: Actor, resource: Resource, values: dict[str, Any], at: datetime) -> Resource:
    """Say it otherwise. Raises Refused, or ValidationError."""
    demand_permission(by, KEEP_RESOURCES)
    held: Resource = Resource.objects.visible_to(by).select_for_update().get(pk=resource.pk)
    for name in COLUMNS:
        setattr(held, name, values[name])
    held.version += 1
    held.keep()
    record(by=by, verb="resource.changed", object=reference(held), at=at)
    return held


@transaction.atomic
def retire_resource(*, by: Actor, resource: Resource, on: date, at: datetime) -> Resource:
    """It is booked no more; what is booked already stays. Raises Refused."""
    demand_permission(by, KEEP_RESOURCES)
    held: Resource = Resource.objects.visible_to(by).select_for_update().get(pk=resource.pk)
    held.retired_on = held.retired_on or on
    held.version += 1
    held.save(update_fields=["retired_on", "version"])
    record(by=by, verb="resource.retired", object=reference(held), at=at)
    return held


@transaction.atomic
def take_resource(*, by: Actor, claim: Claim, at: datetime) -> ResourceBooking:
    """Book one room or thing once. Raises Taken, Refused, or ValidationError."""
    if claim.starts_at <= at:
        raise Refused(_("Ce moment est déjà passé. Choisissez-en un autre."))
    (booking,) = take_resources(by=by, claims=[claim], at=at)
    record(by=by, verb="resource.booked", object=reference(booking), at=at)
    return booking


def take_resources(*, by: Actor, claims: Sequence[Claim], at: datetime) -> list[ResourceBooking]:
    """Take all of them, or none: raises Taken with the first that is not free. In the transaction of the act, whose
    journal line says it. Who asks second waits, then sees what the first one took. Queries do not grow with claims."""
    demand_permission(by, BOOK_RESOURCES)
    if not claims:
        return []
    # In the same order for everybody, so that two who want the same things never wait for each other.
    for pk in sorted({one.resource.pk for one in claims}):
        one_at_a_time(f"resource {pk}")
    held = _held(by, claims)
    for one in claims:
        if found := first_over(held, one):
            raise Taken(sentence_of(one, found))
    made: list[ResourceBooking] = []
    for one in claims:
        booking = ResourceBooking(
            organisation_id=by.organisation_id,
            resource=one.resource,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            title=one.title[:150],
            about=one.about,
            link=one.link,
            made_at=at,
        )
        if found := first_over(made, one):
            raise Taken(sentence_of(one, found))
        booking.clean_fields(exclude=["organisation", "resource"])
        if booking.ends_at <= booking.starts_at:
            raise Refused(_("La fin tombe avant le début."))
        made.append(booking)
    ResourceBooking.objects.bulk_create(made)
    return made


def _held(by: Actor, claims: Sequence[Claim]) -> list[ResourceBooking]:
    """What is taken of these things around these moments: one query."""
    rows = ResourceBooking.objects.visible_to(by).live().filter(resource__in={one.resource.pk for one in claims})
    first, last = min(one.starts_at for one in claims), max(one.ends_at for one in claims)
    return list(rows.filter(starts_at__lt=last, ends_at__gt=first).order_by("starts_at", "pk"))


def first_over(held: Iterable[ResourceBooking], claim: Claim) -> ResourceBooking | None:
    """The first of these bookings that takes what is wanted."""
    return next(
        (
            one
            for one in held
            if one.resource_id == claim.resource.pk and one.starts_at < claim.ends_at and one.ends_at > claim.starts_at
        ),
        None,
    )


def sentence_of(claim: Claim, found: ResourceBooking) -> str:
    """Who reads it knows what to change."""
    said = {
        "what": claim.resource.name,
        "when": formats.moment(claim.starts_at),
        "title": found.title,
        "start": formats.clock(found.starts_at),
        "end": formats.clock(found.ends_at),
    }
    return _("%(what)s n'est pas libre, %(when)s : « %(title)s », de %(start)s à %(end)s.") % said


@transaction.atomic
def give_back(*, by: Actor, booking: ResourceBooking, at: datetime) -> ResourceBooking:
    """A booking that is not needed; twice is once. Raises Refused for what a session took: it goes with the session."""
    demand_permission(by, BOOK_RESOURCES)
    held: ResourceBooking = ResourceBooking.objects.visible_to(by).select_for_update().get(pk=booking.pk)
    if held.about:
        raise Refused(_("Ceci est pris par une séance : déplacez-la ou annulez-la."))
    if held.released_at is None:
        held.released_at = at
        held.save(update_fields=["released_at"])
        record(by=by, verb="resource.given_back", object=reference(held), at=at)
    return held


def free_resources(*, by: Actor, about: Iterable[str], at: datetime) -> int:
    """Give back all that these objects took, in the transaction of the act, whose journal line says it; how many."""
    rows = ResourceBooking.objects.visible_to(by).live().filter(about__in=list(about))
    return int(rows.update(released_at=at))
