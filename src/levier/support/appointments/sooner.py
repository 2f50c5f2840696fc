"""Who waits for an earlier moment, and whose turn it is: the longest wait first, with what stands in the way said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.working_days import first_working_day_after
from levier.register.agenda.models import Booking
from levier.register.agenda.queries import free_slots
from levier.register.agenda.slots import Slot, moment_of
from levier.support.appointments.enums import Stage
from levier.support.appointments.models import Appointment, SoonerOffer
from levier.support.appointments.standing import at_stage

NOTICE = timedelta(hours=3)
"""A moment is kept at latest until so long before it: somebody else may still come."""

MORNING, EVENING = time(9), time(17)
"""Nobody has to answer at night."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who waits: since when, in words, and why this moment is not for them ("" when it is)."""

    appointment: Appointment
    sentence: str
    obstacle: str = ""


def waiting(actor: Actor, worker_id: int, now: datetime) -> list[Appointment]:
    """Appointments of a colleague whose person asked for an earlier moment, the longest wait first."""
    rows = Appointment.objects.visible_to(actor).filter(
        at_stage(Stage.PLANNED, now), worker=worker_id, person__merged_into=None, person__erased_at=None
    )
    asked = rows.filter(group=None).exclude(sooner_since=None).select_related("person", "worker", "booking")
    return list(asked.order_by("sooner_since", "pk"))


def in_turn(actor: Actor, worker_id: int, slot: Slot, now: datetime) -> list[Turn]:
    """All who wait for an earlier moment of a colleague, in order, and what of each with this one. Three queries."""
    rows = waiting(actor, worker_id, now)
    offers = _offers(actor, rows, slot)
    busy = busy_among(actor, rows, slot, now)
    return [Turn(one, waits_since(one, now), _obstacle(one, slot, offers.get(one.pk), busy)) for one in rows]


def first_in_turn(actor: Actor, worker_id: int, slot: Slot, now: datetime) -> Appointment | None:
    """Whose turn it is for this moment."""
    return next((one.appointment for one in in_turn(actor, worker_id, slot, now) if not one.obstacle), None)


def waits_since(one: Appointment, now: datetime) -> str:
    """The reason of somebody's place in the order."""
    asked = one.sooner_since or now
    days = (timezone.localdate(now) - timezone.localdate(asked)).days
    count = ngettext("%(n)s jour", "%(n)s jours", days) % {"n": days}
    words = {"day": formats.day(asked), "count": count, "moment": formats.moment(one.agreed.starts_at)}
    return _("Attend depuis le %(day)s (%(count)s). Son rendez-vous : %(moment)s.") % words


def kept_until(at: datetime, starts_at: datetime) -> datetime | None:
    """Until when a moment is kept: the same hour of the next working day, by day, or before it comes; None when too
    near."""
    hour = min(max(timezone.localtime(at).time(), MORNING), EVENING)
    until = min(moment_of(first_working_day_after(timezone.localdate(at)), hour), starts_at - NOTICE)
    return until if until > at else None


def unanswered(actor: Actor, worker_id: int) -> list[SoonerOffer]:
    """Moments that a colleague's people may still say yes or no to."""
    rows = SoonerOffer.objects.visible_to(actor).unanswered().filter(appointment__worker=worker_id)
    return list(rows.select_related("appointment__person", "appointment__booking").order_by("starts_at", "pk"))


def stale(actor: Actor, now: datetime) -> list[SoonerOffer]:
    """Offers without an answer whose time is past, or whose appointment is no more, or is sooner already."""
    still = Appointment.objects.filter(
        at_stage(Stage.PLANNED, now), pk=OuterRef("appointment"), booking__starts_at__gt=OuterRef("starts_at")
    )
    rows = SoonerOffer.objects.visible_to(actor).unanswered().exclude(Exists(still), until__gt=now)
    return list(rows.select_related("appointment").order_by("made_at", "pk"))


def _offers(actor: Actor, rows: Iterable[Appointment], slot: Slot) -> dict[int, SoonerOffer]:
    """By appointment, the offer of another moment that is not answered, or what was answered to this one."""
    found = SoonerOffer.objects.visible_to(actor).filter(appointment__in=[one.pk for one in rows])
    met = found.filter(Q(answer="") | Q(starts_at=slot.starts_at))
    return {one.appointment_id: one for one in met.order_by(F("answered_at").desc(nulls_last=True), "pk")}


def busy_among(actor: Actor, rows: Iterable[Appointment], slot: Slot | Booking, now: datetime) -> set[int]:
    """Of these people, those who have something else at this moment."""
    others = Appointment.objects.visible_to(actor).filter(
        at_stage(Stage.PLANNED, now),
        person__in=[one.person_id for one in rows],
        booking__starts_at__lt=slot.ends_at,
        booking__ends_at__gt=slot.starts_at,
    )
    return set(others.exclude(pk__in=[one.pk for one in rows]).values_list("person", flat=True))


def _obstacle(one: Appointment, slot: Slot, offer: SoonerOffer | None, busy: set[int]) -> str:
    if one.agreed.starts_at <= slot.starts_at:
        return _("Son rendez-vous est déjà avant ce moment.")
    if one.agreed.length > slot.ends_at - slot.starts_at:
        return _("Ce moment est plus court que son rendez-vous.")
    if one.person_id in busy:
        return _("La personne a un autre rendez-vous à ce moment.")
    if offer is None:
        return ""
    if not offer.answer:
        return _("Un moment lui est déjà proposé : %(moment)s.") % {"moment": formats.moment(offer.starts_at)}
    return _("Ce moment lui a déjà été proposé : %(answer)s.") % {"answer": offer.get_answer_display()}


def free_before(actor: Actor, worker_id: int, rows: Iterable[Appointment], now: datetime) -> list[Slot]:
    """Free moments of a colleague that somebody of these may want: before their appointment, long enough, not too
    near. Three queries, none when nobody waits."""
    ends = [(one.agreed.starts_at, one.agreed.length) for one in rows]
    if not ends:
        return []
    days = Period(timezone.localdate(now), timezone.localdate(max(starts for starts, _length in ends)))
    free = free_slots(actor, worker_id, days, after=now + NOTICE)
    return [
        slot
        for slot in free
        if any(slot.starts_at < starts and slot.ends_at - slot.starts_at >= length for starts, length in ends)
    ]


def by_day(slots: Iterable[Slot]) -> list[tuple[date, list[Slot]]]:
    """Moments day by day, in order."""
    parted = groupby(slots, key=lambda slot: timezone.localdate(slot.starts_at))
    return [(day, list(found)) for day, found in parted]
