"""What runs later: people are reminded of their appointments."""

from contextlib import suppress
from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.actions import remind_of, to_remind

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


def look_for_appointments(at: datetime) -> None:
    """Hand each organisation over to the task."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        remind_people.enqueue(pk)
