"""Places of an activity: who has one, for whom one is kept, whose turn comes next and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.enums import WaitingEnd
from levier.activity.activities.models import Activity, Enrolment, WaitingEntry
from levier.activity.activities.shares import Shares, shares_of
from levier.foundation.kit import formats


@dataclass(frozen=True, slots=True)
class Rank:
    """Somebody on the waiting list: their number, from 1, and the reason of it in words."""

    number: int
    entry: WaitingEntry
    reason: str


@dataclass(frozen=True, slots=True)
class Seats:
    """Places at a moment: `taken`, kept for an answer (`offered`), and who waits in order; `capacity` None is no limit.

    `lapsed` were offered a place and did not answer in time: nothing is kept for them any more. `shares` are the
    quotas, with who has a place or is offered one; None where there is no quota.
    """

    capacity: int | None
    taken: int
    offered: list[WaitingEntry] = field(default_factory=list)
    waiting: list[Rank] = field(default_factory=list)
    lapsed: list[WaitingEntry] = field(default_factory=list)
    ended: list[WaitingEntry] = field(default_factory=list)
    shares: Shares | None = None

    @property
    def free(self) -> int | None:
        """Places that nobody has and that are kept for nobody; None where no limit is set."""
        return None if self.capacity is None else max(self.capacity - self.taken - len(self.offered), 0)

    @property
    def open_places(self) -> int | None:
        """Places that anybody who comes now may have: none while others wait for one, none of those that are kept."""
        if self.waiting and (self.capacity is not None or self.shares):
            return 0
        return self.free if self.free is None or self.shares is None else max(self.free - self.shares.kept, 0)

    @property
    def is_full(self) -> bool:
        """Would somebody who comes now have to wait? Nobody passes before who waits already."""
        return self.open_places == 0

    def turns(self) -> list[Rank]:
        """Those of the list who may have a place now, in order; a place kept for others is passed by."""
        if self.shares is None:
            return self.waiting[: self.free]
        going = self.shares.going([one.entry.person_id for one in self.waiting], self.free)
        return [one for one in self.waiting if one.entry.person_id in going]

    @property
    def has_turn(self) -> bool:
        """Is there a place, and somebody to offer it to?"""
        return bool(self.turns())

    def going(self, people: Iterable[int]) -> list[int]:
        """Of people who come now in this order, those who have a place at once: nobody who waits is passed by."""
        wanted = list(people)
        if self.shares is None:
            return wanted if self.free is None else wanted[: self.open_places]
        return [] if self.has_turn else self.shares.going(wanted, self.free)


def seats_of(activity: Activity, now: datetime, *, taken: int | None = None, with_ended: bool = False) -> Seats:
    """The places of an activity; `taken` when the caller has counted it. One query or two, more for its quotas."""
    is_there = Enrolment.objects.filter(activity=activity, person=OuterRef("person"), ended_on=None)
    rows = activity.waiting.exclude(Exists(is_there), end="").select_related("person").order_by(*WaitingEntry.ORDER)
    listed = list(rows if with_ended else rows.filter(end=""))
    there = activity.enrolments.filter(ended_on=None)
    if taken is None:
        taken = there.count()
    open_ones = [one for one in listed if not one.end]
    offered = sorted((one for one in open_ones if one.holds(now)), key=lambda one: (one.offered_until, one.pk))
    shares = None
    if activity.has_quotas:
        seated = [*there.values_list("person", flat=True), *(one.person_id for one in offered)]
        shares = shares_of(activity, seated, timezone.localdate(now))
    return Seats(
        activity.capacity,
        taken,
        offered,
        ranked(one for one in open_ones if one.offered_at is None),
        [one for one in open_ones if one.lapsed(now)],
        [one for one in listed if one.end and one.end != WaitingEnd.SEATED],
        shares,
    )


def ranked(entries: Iterable[WaitingEntry]) -> list[Rank]:
    """Numbers and reasons of entries that are in order."""
    return [Rank(number, one, _reason(one)) for number, one in enumerate(entries, start=1)]


def _reason(entry: WaitingEntry) -> str:
    asked = {"moment": formats.moment(entry.asked_at, style="long"), "why": entry.prior_reason}
    if entry.prior_at:
        return _("Passe en premier : %(why)s. Attend depuis le %(moment)s.") % asked
    return _("Ordre d'arrivée : attend depuis le %(moment)s.") % asked
