"""Who leads a session and is already busy then: elsewhere with a group, or with somebody who has an appointment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Session
from levier.foundation.accounts.models import User
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.register.agenda.models import Booking
from levier.register.partners.models import Contact


@dataclass(frozen=True, slots=True)
class Moment:
    """A session before it is one: its day in Brussels, its two ends in UTC."""

    on: date
    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        """The time that really goes by."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def clashes_of(
    actor: Actor,
    moments: Sequence[Moment],
    *,
    trainer: User | None,
    contact: Contact | None = None,
    but: int | None = None,
) -> dict[datetime, str]:
    """{start of a moment: a sentence} where who leads is busy already; `but` is a session left aside. Two queries."""
    if not moments or not (trainer or contact):
        return {}
    first, last = min(one.starts_at for one in moments), max(one.ends_at for one in moments)
    mine = Q(trainer=trainer) if trainer else Q(contact=contact)
    rows = Session.objects.visible_to(actor).filter(
        mine, kind=SessionKind.MOMENT, cancelled_at=None, starts_at__lt=last, ends_at__gt=first
    )
    held = [
        (one.starts_at, one.ends_at, one.activity.title)
        for one in rows.exclude(pk=but).select_related("activity").order_by("starts_at", "pk")
    ]
    if trainer:
        booked = Booking.objects.visible_to(actor).live().filter(worker=trainer)
        taken = booked.filter(starts_at__lt=last, ends_at__gt=first).order_by("starts_at", "pk")
        held += [(one.starts_at, one.ends_at, one.title) for one in taken]
    who, found = str(trainer or contact), dict[datetime, str]()
    for one in moments:
        for starts, ends, title in held:
            if starts and ends and starts < one.ends_at and ends > one.starts_at:
                said = {"who": who, "day": formats.day(one.on), "title": title}
                hours = {"start": formats.clock(starts), "end": formats.clock(ends)}
                sentence = _("%(who)s est pris·e le %(day)s, de %(start)s à %(end)s : « %(title)s ».")
                found.setdefault(one.starts_at, sentence % (said | hours))
    return found
