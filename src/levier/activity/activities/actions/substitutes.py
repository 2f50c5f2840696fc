"""Somebody stands in for one session, on a place that is empty that day."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.actions.offering import held
from levier.activity.activities.attendance import empty_places, expected
from levier.activity.activities.models import Enrolment, Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.activities.shares import shares_of
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person


@transaction.atomic
def stand_in(*, by: Actor, session: Session, people: Iterable[Person], at: datetime) -> list[Enrolment]:
    """Expect these people at this session alone; who waits for a place goes on waiting. Raises Refused when more come
    than places are empty that day, or than its quotas leave."""
    demand_permission(by, NOTE_PRESENCES)
    activity = held(by, session.activity_id)
    wanted = {one.pk: one for one in people}
    there = activity.enrolments.filter(person__in=wanted)
    before = {one.person_id: one for one in there}
    if any(one.ended_on is None for one in before.values()):
        raise Refused(_("Une de ces personnes est déjà inscrite."))
    empty = empty_places(session)
    if empty is not None and len(wanted) > empty:
        sentence = ngettext("Il y a %(n)s place vide ce jour-là.", "Il y a %(n)s places vides ce jour-là.", empty)
        raise Refused(sentence % {"n": empty})
    if activity.has_quotas:
        there = expected(session).values_list("person", flat=True)
        shares_of(activity, there, timezone.localdate(at), session).demand(wanted, empty)
    made = []
    for pk in wanted:
        one = before.get(pk) or Enrolment(
            organisation_id=by.organisation_id, activity=activity, person_id=pk, made_at=at
        )
        one.starts_on = one.ended_on = session.on
        one.save()
        made.append(one)
    record(by=by, verb="session.stood_in", object=reference(session), change={"people": list(wanted)}, at=at)
    return made
