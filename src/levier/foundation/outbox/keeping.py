"""Old messages: those that left or were given up, once their association no longer keeps them."""

from datetime import datetime

from django.db.models import QuerySet

from levier.foundation.outbox.enums import State
from levier.foundation.outbox.models import Message


def old_messages(organisation_id: int, before: datetime) -> QuerySet[Message]:
    """Messages written before that moment which wait for nothing any more."""
    found: QuerySet[Message] = Message.objects.filter(
        organisation_id=organisation_id, made_at__lt=before, state__in=(State.SENT, State.GIVEN_UP)
    )
    return found


def let_messages_go(organisation_id: int, before: datetime, at: datetime) -> int:
    """Delete them, in the caller's transaction; how many."""
    return old_messages(organisation_id, before).delete()[0]
