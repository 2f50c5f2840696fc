"""What others ask of the outbox: does the post work?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from levier.foundation.outbox.enums import NOT_LEFT, State
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.sending import due_messages

LATE = timedelta(hours=1)
RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Messages that nobody sends, that fail and will be tried again, that were given up in the last seven days."""

    late: int
    failing: int
    given_up: int


def not_left(organisation_id: int, prefix: str) -> int:
    """How many letters whose key begins so have not left. Call it within the organisation's work."""
    mine = Message.objects.filter(organisation_id=organisation_id, key__startswith=prefix)
    return mine.filter(state__in=NOT_LEFT).count()


def trouble_of(organisation_id: int, at: datetime) -> Trouble:
    """How many messages of an organisation are stuck. Call it within the organisation's work."""
    mine = Message.objects.filter(organisation_id=organisation_id)
    counts = mine.aggregate(
        failing=Count("pk", filter=Q(state=State.FAILED)),
        given_up=Count("pk", filter=Q(state=State.GIVEN_UP, made_at__gte=at - RECENT)),
    )
    return Trouble(due_messages(organisation_id, at - LATE).count(), **counts)
