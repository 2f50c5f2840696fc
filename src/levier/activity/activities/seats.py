"""Places of an activity: who has one, for whom one is kept, whose turn comes next and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from levier.activity.activities.enums import WaitingEnd
from levier.activity.activities.models import Activity, Enrolment, WaitingEntry
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

    `lapsed` were offered a place and did not answer in time: nothing is kept for them any more.
    """

    capacity: int | None
    taken: int
    offered: list[WaitingEntry] = field(default_factory=list)
    waiting: list[Rank] = field(default_factory=list)
    lapsed: list[WaitingEntry] = field(default_factory=list)
    ended: list[WaitingEntry] = field(default_factory=list)

    @property
    def free(self) -> int | None:
        """Places that nobody has and that are kept for nobody; None where no limit is set."""
        return None if self.capacity is None else max(self.capacity - self.taken - len(self.offered), 0)

    @property
    def open_places(self) -> int | None:
        """Places that somebody who comes now may have: none while others wait for one."""
        return 0 if self.waiting and self.capacity is not None else self.free

    @property
    def is_full(self) -> bool:
        """Would somebody who comes now have to wait? Nobody passes before who waits already."""
        return self.open_places == 0

    @property
    def has_turn(self) -> bool:
        """Is there a place, and somebody to offer it to?"""
        return bool(self.waiting) and self.free != 0


def seats_of(activity: Activity, now: datetime, *, taken: int | None = None, with_ended: bool = False) -> Seats:
    """The places of an activity; `taken` when the caller has counted it. One query or two."""
    is_there = Enrolment.objects.filter(activity=activity, person=OuterRef("person"), ended_on=None)
    rows = activity.waiting.exclude(Exists(is_there), end="").select_related("person").order_by(*WaitingEntry.ORDER)
    listed = list(rows if with_ended else rows.filter(end=""))
    if taken is None:
        taken = activity.enrolments.filter(ended_on=None).count()
    open_ones = [one for one in listed if not one.end]
    return Seats(
        activity.capacity,
        taken,
        sorted((one for one in open_ones if one.holds(now)), key=lambda one: (one.offered_until, one.pk)),
        ranked(one for one in open_ones if one.offered_at is None),
        [one for one in open_ones if one.lapsed(now)],
        [one for one in listed if one.end and one.end != WaitingEnd.SEATED],
    )


def ranked(entries: Iterable[WaitingEntry]) -> list[Rank]:
    """Numbers and reasons of entries that are in order."""
    return [Rank(number, one, _reason(one)) for number, one in enumerate(entries, start=1)]


def _reason(entry: WaitingEntry) -> str:
    asked = {"moment": formats.moment(entry.asked_at, style="long"), "why": entry.prior_reason}
    if entry.prior_at:
        return _("Passe en premier : %(why)s. Attend depuis le %(moment)s.") % asked
    return _("Ordre d'arrivée : attend depuis le %(moment)s.") % asked
