"""Who is expected in an activity. Presences are in `attendance`."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import ngettext

from levier.activity.activities.actions.offering import hand_out, settle
from levier.activity.activities.actions.offering import held as held_activity
from levier.activity.activities.enums import WaitingEnd
from levier.activity.activities.models import Activity, Enrolment
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person


@transaction.atomic
def enrol(
    *, by: Actor, activity: Activity, people: Iterable[Person], starts_on: date | None = None, at: datetime
) -> list[Enrolment]:
    """Expect these people, at the sessions from `starts_on` on when it is given; who had left is expected again.

    A place kept for one of them is theirs; those kept for others are not free. Raises Refused when places lack, or when
    those that are left are kept by a quota.
    """
    demand_permission(by, NOTE_PRESENCES)
    activity = held_activity(by, activity.pk)
    seats = hand_out(by=by, activity=activity, at=at)
    held = {one.person_id: one for one in activity.enrolments.all()}
    wanted = {person.pk: person for person in people}
    back = [held[pk] for pk in wanted if pk in held and held[pk].ended_on]
    new = [pk for pk in wanted if pk not in held]
    going = {*new, *(one.person_id for one in back)}
    kept = sum(1 for one in seats.offered if one.person_id in going)
    if activity.capacity and seats.free is not None and len(going) > seats.free + kept:
        free = seats.free
        sentence = ngettext("Il reste %(free)s place sur %(all)s.", "Il reste %(free)s places sur %(all)s.", free)
        raise Refused(sentence % {"free": free, "all": activity.capacity})
    offered = {one.person_id for one in seats.offered}
    if seats.shares is not None:
        seats.shares.demand((pk for pk in wanted if pk in going and pk not in offered), seats.free)
    for one in back:
        one.ended_on = None
    Enrolment.objects.bulk_update(back, ["ended_on"])
    made = Enrolment.objects.bulk_create(
        Enrolment(organisation_id=by.organisation_id, activity=activity, person_id=pk, made_at=at, starts_on=starts_on)
        for pk in new
    )
    for entry in activity.waiting.filter(end="", person__in=going):
        settle(by=by, entry=entry, end=WaitingEnd.SEATED, at=at)
    if back or made:
        change = {"people": [one.person_id for one in (*back, *made)], "from": starts_on}
        record(by=by, verb="activity.enrolled", object=reference(activity), change=change, at=at)
    return [*back, *made]


@transaction.atomic
def end_enrolment(*, by: Actor, enrolment: Enrolment, on: date, reason: str, at: datetime) -> Enrolment:
    """Somebody is no longer expected after that day; what they did stays. Their place goes to whoever waits first."""
    demand_permission(by, NOTE_PRESENCES)
    activity = held_activity(by, enrolment.activity_id)
    enrolment.ended_on = on
    enrolment.save(update_fields=["ended_on"])
    change = {"person": enrolment.person_id, "on": on.isoformat(), "reason": reason}
    record(by=by, verb="activity.left", object=reference(activity), change=change, at=at)
    hand_out(by=by, activity=activity, at=at)
    return enrolment
