"""What runs later: notes that were for their author only go after their last day."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.support.pathways.actions import drop_expired

SECONDS = 6 * 3600


@task(priority=-20)
def drop_old_notes(organisation_id: int) -> int:
    """Remove the notes of an organisation whose last day is past; how many."""
    with working_for(organisation_id, atomic=True):
        return drop_expired(by=house(organisation_id), on=timezone.localdate())


def look_for_expired(at: datetime) -> None:
    """Hand each organisation over to the task."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        drop_old_notes.enqueue(pk)
