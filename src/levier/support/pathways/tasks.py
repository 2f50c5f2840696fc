"""What runs later: notes that were for their author only go after their last day; partners are reminded once."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.actions import drop_expired, remind
from levier.support.pathways.referral_queries import to_remind

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


@task(priority=-20)
def remind_partners(organisation_id: int) -> int:
    """Write once more to partners who have not answered in ten days; how many.

    What the person took back since is not written about: the colleague finds it in "my day".
    """
    now, count = timezone.now(), 0
    with working_for(organisation_id, atomic=True):
        for one in to_remind(organisation_id, now):
            try:
                remind(by=house(organisation_id), referral=one, at=now)
                count += 1
            except Refused:
                continue
    return count


def look_for_silent(at: datetime) -> None:
    """Hand each organisation over to the task."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        remind_partners.enqueue(pk)
