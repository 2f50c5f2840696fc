"""A free place is offered to whose turn it is, kept for a while, and goes on to the next one.

Who changes places or who waits holds the activity first: two at once meet, and no place is given twice.
"""

from datetime import datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.activity.activities.actions.calling import who_calls
from levier.activity.activities.enums import WaitingEnd
from levier.activity.activities.inviting import PURPOSE, SHOWN_AFTER, offer_of
from levier.activity.activities.models import Activity, WaitingEntry
from levier.activity.activities.rules import may_join
from levier.activity.activities.seats import Seats, seats_of
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Letter, carriers
from levier.foundation.kit.screens import reference
from levier.foundation.kit.working_days import add_working_days
from levier.register.agenda.actions import add_todo, finish_todos
from levier.register.agenda.slots import moment_of
from levier.support.pathways.enums import WRITTEN
from levier.support.pathways.reaching_all import Reach, channel_of, reach_all

KIND = "activities.seat"
MORNING, EVENING = time(9), time(17)
"""Nobody has to answer at night."""


def held(by: Actor, pk: int) -> Activity:
    """The activity, which nobody else fills meanwhile."""
    found: Activity = (
        Activity.objects.visible_to(by).select_for_update(of=("self",)).select_related("trainer").get(pk=pk)
    )
    return found


def hand_out(*, by: Actor, activity: Activity, at: datetime) -> Seats:
    """Places kept in vain are kept no more; each free one is offered to whose turn it is. The places after that.

    The activity is held. Nothing is offered of one that is over.
    """
    seats = seats_of(activity, at)
    for one in seats.lapsed:
        settle(by=by, entry=one, end=WaitingEnd.LAPSED, at=at)
        tell(by, "activity.seat_lapsed", one, at)
    if not seats.has_turn or not may_join(activity, timezone.localdate(at)):
        return seats
    for rank in seats.turns():
        _offer(by, activity, rank.entry, at)
    return seats_of(activity, at, taken=seats.taken)


def settle(*, by: Actor, entry: WaitingEntry, end: WaitingEnd, at: datetime) -> None:
    """How the waiting ended; nobody needs to call any more."""
    entry.end, entry.ended_at = end, at
    entry.save(update_fields=["end", "ended_at"])
    if entry.offered_at:
        finish_todos(by=by, about=reference(entry), at=at)


def tell(by: Actor, verb: str, entry: WaitingEntry, at: datetime, **more: str) -> None:
    """The journal's line of what happened to who waits."""
    record(by=by, verb=verb, object=reference(entry), change={"person": entry.person_id, **more}, at=at)


def kept_until(activity: Activity, at: datetime) -> datetime:
    """Until when a place offered now is kept: the same hour some working days on, by day."""
    hour = min(max(timezone.localtime(at).time(), MORNING), EVENING)
    return moment_of(add_working_days(timezone.localdate(at), activity.offer_days, saturdays=False), hour)


def _offer(by: Actor, activity: Activity, entry: WaitingEntry, at: datetime) -> None:
    entry.activity = activity
    entry.offered_at, entry.offered_until = at, kept_until(activity, at)
    entry.save(update_fields=["offered_at", "offered_until"])
    tell(by, "activity.seat_offered", entry, at)
    with override(settings.LANGUAGE_CODE):  # what a colleague reads, whatever language the last person answered in
        [reach] = reach_all([entry.person], on=timezone.localdate(at), may_text=True)
        if reach.way in WRITTEN:
            _write(by, entry, reach, at)
        else:
            _ask_to_call(by, entry, at)


def _write(by: Actor, entry: WaitingEntry, reach: Reach, at: datetime) -> None:
    assert entry.offered_until is not None
    token = link_token(by.organisation_id, PURPOSE, entry.pk, entry.offered_until + SHOWN_AFTER)
    url = f"{entry.site}{reverse('activities:seat_by_link', args=[token])}?ecrit={entry.person.language}"
    phone = Organisation.objects.values_list("phone", flat=True).get(pk=by.organisation_id)
    text = offer_of(entry, phone=phone, url=url)
    words = (reach.address, text.language, text.subject, text.body)
    is_discreet = entry.person.is_written_discreetly
    way = channel_of(reach)
    mail = Letter(KIND, f"{KIND}:{entry.pk}", *words, is_secret=True, is_discreet=is_discreet, channel=way)
    for carry in carriers:
        carry(by=by, letter=mail, at=at)


def _ask_to_call(by: Actor, entry: WaitingEntry, at: datetime) -> None:
    """A task for who leads the activity, else for who put them on the list; it names nobody."""
    owner = who_calls(by, entry.activity.trainer_id, entry.made_by_id, by.user_id)
    if owner is None:
        return
    title = _("Proposer une place libre à une personne qui attend : %(title)s") % {"title": entry.activity.title[:80]}
    link = reverse("activities:activity", args=[entry.activity_id]) + "#attente"
    today = timezone.localdate(at)
    add_todo(by=by, title=title[:200], owner=owner, due_on=today, about=reference(entry), link=link, at=at)
