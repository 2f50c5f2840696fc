"""What runs later: the sending, after the commit of the act and now and then."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.outbox.sending import due_messages, send_due

SECONDS = 15
"""How often the background work looks for messages that are due: those to try again, and those of a killed job."""


@task(priority=-10)
def send_waiting(organisation_id: int) -> None:
    """Send what is due in one organisation; other work goes first."""
    if send_due(organisation_id, clock=timezone.now):
        send_waiting.enqueue(organisation_id)


def look_for_due(at: datetime) -> None:
    """Hand the organisations that have messages due over to the task."""
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        with working_for(pk):
            is_due = due_messages(pk, at).exists()
        if is_due:
            send_waiting.enqueue(pk)
