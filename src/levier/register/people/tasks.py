"""What runs later: proofs of erased people go when the day until which they are owed is over."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.register.people.leaving import release_proofs

SECONDS = 24 * 3600


@task(priority=-20)
def release(organisation_id: int) -> int:
    """Let go of the proofs of an organisation whose day is over; how many people."""
    now = timezone.now()
    with working_for(organisation_id):
        return release_proofs(by=house(organisation_id), on=timezone.localdate(now), at=now)


def look_for_ended(at: datetime) -> None:
    """Hand each organisation over to the task."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        release.enqueue(pk)
