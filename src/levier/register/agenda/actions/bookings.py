"""Time of a colleague is taken once, and given back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.models import Booking
from levier.register.agenda.rules import KEEP_HOURS


class Taken(Refused):
    """Somebody was quicker: nothing is written."""


@transaction.atomic
def book(
    *, by: Actor, worker: User, starts_at: datetime, ends_at: datetime, title: str, place: str = "", at: datetime
) -> Booking:
    """Take time of a colleague. `title` names nobody. Who asks second waits, then sees what the first one took.

    Raises Taken, Refused for a moment that is past or somebody of another association, or ValidationError.
    """
    demand_permission(by, KEEP_HOURS)
    one_at_a_time(f"agenda of {worker.pk}")
    if not colleagues(by).filter(pk=worker.pk).exists():
        raise Refused(_("Cette personne ne travaille pas dans votre association."))
    if starts_at <= at:
        raise Refused(_("Ce moment est déjà passé. Choisissez-en un autre."))
    held = Booking.objects.visible_to(by).live().filter(worker=worker, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if held.exists():
        raise Taken(_("Ce moment est déjà pris. Choisissez-en un autre."))
    booking = Booking(
        organisation_id=by.organisation_id,
        worker=worker,
        starts_at=starts_at,
        ends_at=ends_at,
        title=title,
        place=place,
        made_at=at,
    )
    booking.keep()
    record(by=by, verb="booking.made", object=reference(booking), at=at)
    return booking


def tie(*, by: Actor, booking: Booking, about: str, link: str, title: str = "") -> Booking:
    """Say what a booking is for, once that has a number, or what it is for from now on. In the transaction of the act;
    no journal line."""
    booking.about, booking.link, booking.title = about, link, title or booking.title
    booking.save(update_fields=["about", "link", "title"])
    return booking


@transaction.atomic
def release(*, by: Actor, booking: Booking, at: datetime) -> Booking:
    """Give time back. Twice is once; no journal line: the act that gives it back writes its own."""
    held: Booking = Booking.objects.visible_to(by).select_for_update().get(pk=booking.pk)
    if held.released_at is None:
        held.released_at = at
        held.save(update_fields=["released_at"])
    return held


def forget_bookings(*, by: Actor, about: Iterable[str]) -> int:
    """Take away all bookings for these objects, in the transaction of a person's erasure; how many."""
    count: int = Booking.objects.visible_to(by).filter(about__in=list(about)).delete()[0]
    return count
