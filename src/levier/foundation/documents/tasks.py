"""What runs later: files whose act was undone are swept away."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.documents import storage
from levier.foundation.documents.models import Document

SECONDS = 6 * 3600


@task(priority=-20)
def sweep(organisation_id: int) -> int:
    """Remove the files of an organisation that no row speaks of; how many."""
    return sweep_files(organisation_id, timezone.now())


def sweep_files(organisation_id: int, at: datetime) -> int:
    """Remove files left by undone acts, older than a day; how many. Files are listed before rows are read."""
    old = set(storage.forgotten(organisation_id, at))
    with working_for(organisation_id):
        known = set(Document.objects.filter(organisation_id=organisation_id).values_list("place", flat=True))
    for place in old - known:
        storage.remove(place)
    return len(old - known)


def look_for_forgotten(at: datetime) -> None:
    """Hand each organisation over to the task."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        sweep.enqueue(pk)
