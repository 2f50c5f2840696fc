"""Somebody waits for a place: put on the list, put first for a reason, taken off, and what they answer to an offer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.activity.activities.actions.enrolling import enrol
from levier.activity.activities.actions.offering import hand_out, held, settle, tell
from levier.activity.activities.enums import WaitingEnd
from levier.activity.activities.models import Activity, Enrolment, WaitingEntry
from levier.activity.activities.rules import NOTE_PRESENCES, may_join
from levier.activity.activities.seats import Rank, seats_of
from levier.activity.activities.shares import why_first
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.register.people.models import Person


@dataclass(frozen=True, slots=True)
class Placed:
    """Who has a place now, and who waits for one, with their numbers."""

    seated: list[Enrolment] = field(default_factory=list)
    waiting: list[Rank] = field(default_factory=list)


@transaction.atomic
def enrol_or_wait(
    *,
    by: Actor,
    activity: Activity,
    people: Iterable[Person],
    starts_on: date | None = None,
    site: str = "",
    at: datetime,
) -> Placed:
    """Give these people, in their order, the places that are left; the others wait for one. Never more than places.

    Who is expected or waits already stays so. `site` is where the links of their messages lead. Raises Refused.
    """
    demand_permission(by, NOTE_PRESENCES)
    row = held(by, activity.pk)
    seats = hand_out(by=by, activity=row, at=at)
    expected = set(row.enrolments.filter(ended_on=None).values_list("person", flat=True))
    wanted = {one.pk: one for one in people if one.pk not in expected}
    kept = {one.person_id for one in seats.offered}
    others = [pk for pk in wanted if pk not in kept]
    going = seats.going(others)
    seated = [one for pk, one in wanted.items() if pk in kept or pk in going]
    made = enrol(by=by, activity=row, people=seated, starts_on=starts_on, at=at) if seated else []
    asked = [wanted[pk] for pk in others if pk not in going]
    return Placed(made, _line_up(by, row, asked, site, at) if asked else [])


@transaction.atomic
def enrol_together(
    *,
    by: Actor,
    activity: Activity,
    people: Iterable[Person],
    starts_on: date | None = None,
    site: str = "",
    at: datetime,
) -> Placed:
    """As `enrol_or_wait`, for people sent to an activity that goes on or is to come. Raises Refused."""
    demand(may_join(activity, timezone.localdate(at)))
    wanted = list(people)
    if not wanted:
        raise Refused(_("Cochez au moins une personne."))
    return enrol_or_wait(by=by, activity=activity, people=wanted, starts_on=starts_on, site=site, at=at)


def _line_up(by: Actor, activity: Activity, people: list[Person], site: str, at: datetime) -> list[Rank]:
    """Put them at the end of the list, or of those who come first when they are of a public that does; those who wait
    already keep their place there."""
    demand(may_join(activity, timezone.localdate(at)))
    there = set(activity.waiting.filter(end="").values_list("person", flat=True))
    with override(settings.LANGUAGE_CODE):  # what colleagues read beside the name
        first = why_first(activity, {one.pk for one in people} - there, timezone.localdate(at))
    for person in people:
        if person.pk in there:
            continue
        entry = WaitingEntry(
            organisation_id=by.organisation_id,
            activity=activity,
            person=person,
            asked_at=at,
            site=site,
            made_by_id=by.user_id,
        )
        if reason := first.get(person.pk):
            entry.prior_at, entry.prior_reason = at, reason
        entry.keep()
        tell(by, "activity.waits", entry, at, **({"reason": reason} if reason else {}))
    wanted = {one.pk for one in people}
    return [one for one in seats_of(activity, at).waiting if one.entry.person_id in wanted]


@transaction.atomic
def put_first(*, by: Actor, entry: WaitingEntry, reason: str, at: datetime) -> WaitingEntry:
    """Somebody has a reason to come before those who have none; said twice, the last reason holds. Raises Refused."""
    demand_permission(by, NOTE_PRESENCES)
    _activity, row = _both(by, entry)
    if row.end or row.offered_at:
        raise Refused(_("Cette personne n'attend plus son tour : rechargez la page."))
    if not reason.strip():
        raise Refused(_("Dites pourquoi cette personne passe en premier."))
    row.prior_at, row.prior_reason = row.prior_at or at, reason.strip()
    row.keep()
    tell(by, "activity.waits_first", row, at, reason=row.prior_reason)
    return row


@transaction.atomic
def stop_waiting(*, by: Actor, entry: WaitingEntry, at: datetime) -> WaitingEntry:
    """Take somebody off the list; a place kept for them goes to the next one. Raises Refused."""
    return _answered(by, entry, WaitingEnd.GONE, "activity.waits_no_more", at)


@transaction.atomic
def decline_seat(*, by: Actor, entry: WaitingEntry, at: datetime) -> WaitingEntry:
    """Who was offered a place does not want it: it goes to the next one. Raises Refused."""
    return _answered(by, entry, WaitingEnd.DECLINED, "activity.seat_declined", at)


@transaction.atomic
def take_seat(*, by: Actor, entry: WaitingEntry, at: datetime) -> Enrolment:
    """Who was offered a place takes it. Raises Refused when it is kept for them no more."""
    demand_permission(by, NOTE_PRESENCES)
    activity, row = _both(by, entry)
    if not row.holds(at):
        raise Refused(_("Cette place n'est plus gardée."))
    made = enrol(by=by, activity=activity, people=[row.person], starts_on=_first_day(activity, at), at=at)
    if not made:
        raise Refused(_("Cette personne est déjà inscrite."))
    return made[0]


@transaction.atomic
def offer_seats(*, by: Actor, activity: Activity, at: datetime) -> list[WaitingEntry]:
    """Offer each free place to whose turn it is; also what a passing of the background work does. Those offered."""
    demand_permission(by, NOTE_PRESENCES)
    row = held(by, activity.pk)
    return [one for one in hand_out(by=by, activity=row, at=at).offered if one.offered_at == at]


def _answered(by: Actor, entry: WaitingEntry, end: WaitingEnd, verb: str, at: datetime) -> WaitingEntry:
    demand_permission(by, NOTE_PRESENCES)
    activity, row = _both(by, entry)
    if row.end or (end == WaitingEnd.DECLINED and not row.holds(at)):
        raise Refused(_("Cette place n'est plus gardée."))
    settle(by=by, entry=row, end=end, at=at)
    tell(by, verb, row, at)
    hand_out(by=by, activity=activity, at=at)
    return row


def _both(by: Actor, entry: WaitingEntry) -> tuple[Activity, WaitingEntry]:
    """The activity, held, and the entry as it is then."""
    activity = held(by, entry.activity_id)
    row: WaitingEntry = WaitingEntry.objects.visible_to(by).select_related("person", "activity").get(pk=entry.pk)
    return activity, row


def _first_day(activity: Activity, at: datetime) -> date:
    """From today on, or from its first day."""
    today = timezone.localdate(at)
    return max(activity.starts_on, today) if activity.starts_on else today
