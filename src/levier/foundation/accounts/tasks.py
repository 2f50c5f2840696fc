"""What runs later: each night, what associations no longer keep goes."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.actions.choices import let_old_things_go
from levier.foundation.accounts.keeping import KEEPING
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house

SECONDS = 24 * 3600


@task(priority=-20)
def let_go_of_old(organisation_id: int) -> None:
    """Let go, in one organisation, what is older than it chose to keep."""
    with working_for(organisation_id):
        let_old_things_go(by=house(organisation_id), at=timezone.now())


def look_for_old(at: datetime) -> None:
    """Hand the organisations that chose how long to keep something over to the task."""
    for pk in Organisation.objects.filter(settings__has_key=KEEPING).order_by("pk").values_list("pk", flat=True):
        let_go_of_old.enqueue(pk)
