"""What runs later: people are reminded of their appointments; a moment that nobody answered for goes to the next."""

from contextlib import suppress
from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.support.appointments.actions import hand_on, remind_of, to_remind
from levier.support.appointments.sooner import stale

SECONDS = 900


@task(priority=-20)
def remind_people(organisation_id: int) -> int:
    """Remind the people of an organisation whose appointment comes; how many. Each in a transaction of its own."""
    at, by, count = timezone.now(), house(organisation_id), 0
    with working_for(organisation_id):
        waiting = to_remind(by=by, at=at)
    for one in waiting:
        # A colleague who has left gets no task; the others' people are reminded all the same.
        with suppress(Refused), working_for(organisation_id, atomic=True):
            count += remind_of(by=by, appointment=one, at=at)
    return count


@task(priority=-20)
def hand_moments_on(organisation_id: int) -> int:
    """Hand on the moments that nobody answered for in time; how many. Each in a transaction of its own."""
    at, by, count = timezone.now(), house(organisation_id), 0
    with working_for(organisation_id):
        waiting = stale(by, at)
    for one in waiting:
        with suppress(Refused), working_for(organisation_id, atomic=True):
            hand_on(by=by, offer=one, at=at)
            count += 1
    return count


def look_for_appointments(at: datetime) -> None:
    """Hand each organisation over to the tasks."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        remind_people.enqueue(pk)
        hand_moments_on.enqueue(pk)
