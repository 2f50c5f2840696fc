"""What runs later: places that nobody answered for in time go to the next one; people are reminded of sessions; old
requests of partners go."""

from contextlib import suppress
from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.activity.activities.actions import forget_requests, offer_seats, remind, to_remind
from levier.activity.activities.models import Activity
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused

SECONDS = 900


@task(priority=-20)
def hand_seats_on(organisation_id: int) -> int:
    """Offer on the places of each activity where somebody waits; how many. Each activity in its own transaction."""
    at, by, count = timezone.now(), house(organisation_id), 0
    with working_for(organisation_id):
        rows = Activity.objects.visible_to(by).filter(waiting__end="").distinct()
        waited_for = list(rows.order_by("pk"))
    for one in waited_for:
        with suppress(Refused), working_for(organisation_id, atomic=True):
            count += len(offer_seats(by=by, activity=one, at=at))
    return count


@task(priority=-20)
def remind_people(organisation_id: int) -> int:
    """Remind those expected at the sessions that come; how many people. Each session in a transaction of its own."""
    at, by, count = timezone.now(), house(organisation_id), 0
    with working_for(organisation_id):
        coming = to_remind(by=by, at=at)
    for one in coming:
        with suppress(Refused), working_for(organisation_id, atomic=True):
            count += len(remind(by=by, session=one, at=at))
    return count


@task(priority=-20)
def forget_partner_requests(organisation_id: int) -> int:
    """What partners asked and nobody accepted is gone after thirty days; how many."""
    at, by = timezone.now(), house(organisation_id)
    with working_for(organisation_id, atomic=True):
        return forget_requests(by=by, at=at)


def look_for_people(at: datetime) -> None:
    """Hand each organisation over to the tasks."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        hand_seats_on.enqueue(pk)
        remind_people.enqueue(pk)
        forget_partner_requests.enqueue(pk)
