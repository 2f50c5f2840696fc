"""A time is free again: the page on which it is offered to whoever waits for it."""

from datetime import UTC, datetime

from django.urls import reverse
from django.utils.http import urlencode

from levier.foundation.kit.actors import Actor
from levier.register.agenda.models import Booking
from levier.register.agenda.slots import Slot
from levier.support.appointments.sooner import first_in_turn, kept_until


def address_of(slot: Slot, worker_id: int) -> str:
    """Where a moment is offered: the address names a colleague and a time, nobody else."""
    minutes = int((slot.ends_at - slot.starts_at).total_seconds() // 60)
    moment = f"{slot.starts_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    asked: dict[str, str | int] = {"avec": worker_id, "debut": moment, "minutes": minutes}
    return f"{reverse('appointments:offer_sooner')}?{urlencode(asked)}"


def after_freeing(actor: Actor, freed: Booking | None, usual: str, now: datetime) -> str:
    """Where one goes after having freed a time: to whoever waits for it, when somebody does; else where one would."""
    if freed is None or kept_until(now, freed.starts_at) is None:
        return usual
    slot = Slot(freed.starts_at, freed.ends_at, freed.place)
    return address_of(slot, freed.worker_id) if first_in_turn(actor, freed.worker_id, slot, now) else usual
