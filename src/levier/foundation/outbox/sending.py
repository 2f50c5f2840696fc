"""What sends: a message is claimed, handed to the mail server or to the gateway of SMS, marked.

At least once, and once as far as anybody can see. The claim is written before the mail server is asked, the mark after
it said yes. Killed before its yes, the claim expires and the message is tried again. Killed between its yes and our
mark, the mail leaves a second time under the same Message-ID, by which a mailbox knows a copy. Marking first would send
at most once, and lose in silence the message that was under way: an invitation nobody got, a deadline nobody heard of.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.outbox.enums import FOR_GOOD, OF_ALL, Failure, State
from levier.foundation.outbox.letters import NotSent, Post
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.sms import SMS, send_sms

CLAIM = timedelta(minutes=5)
"""Longer than the longest conversation: each answer of the server is waited for 20 seconds at most."""
RESTS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long a message rests after its first failure, its second...; after the last one it is given up."""
JOB = timedelta(seconds=5)
"""A job leaves the rest to another one, so that the house can stop and other work gets its turn."""
logger = logging.getLogger(__name__)


def due_messages(organisation_id: int, at: datetime) -> QuerySet[Message]:
    """Messages to send now, oldest first; those whose sender was killed included."""
    waits = Q(state__in=(State.WAITING, State.FAILED), next_try_at__lte=at)
    found: QuerySet[Message] = Message.objects.filter(
        waits | Q(state=State.SENDING, claimed_until__lte=at), organisation_id=organisation_id
    )
    return found.order_by("next_try_at", "pk")


def claim_next(organisation_id: int, at: datetime) -> Message | None:
    """Take the next message, so that no other sender does; None when nothing is due."""
    with working_for(organisation_id, atomic=True):
        message = due_messages(organisation_id, at).select_for_update(skip_locked=True).first()
        if message is not None:
            message.state = State.SENDING
            message.attempts += 1
            message.claimed_until = at + CLAIM
            message.save(update_fields=["state", "attempts", "claimed_until"])
    return message


def send_due(organisation_id: int, *, clock: Callable[[], datetime]) -> bool:
    """Send what is due in one organisation, for a few seconds; True when more waits.

    No transaction is open while the mail server is asked. A refused address stops nobody else. When the server itself
    fails, all that is due rests: it would fail likewise.
    """
    post, began = Post(), clock()
    organisation = Organisation.objects.get(pk=organisation_id)
    try:
        while clock() - began < JOB:
            message = claim_next(organisation_id, clock())
            if message is None:
                return False
            try:
                if message.channel == SMS:
                    send_sms(message)
                else:
                    post.hand_over(message, organisation)
            except NotSent as error:
                _note_failure(message, error.failure, clock())
                if error.failure in OF_ALL:
                    _rest_others(message, error.failure, clock())
            else:
                mark(message, {"state": State.SENT, "sent_at": clock(), "failure": ""} | _forgotten(message))
    finally:
        post.close()
    return True


def _note_failure(message: Message, failure: Failure, at: datetime) -> None:
    logger.warning("message not sent", extra={"about": f"outbox.message:{message.pk}", "why": failure.value})
    mark(message, _after(message, failure, message.attempts, at))


def _rest_others(failed: Message, failure: Failure, at: datetime) -> None:
    """Those that leave by the same way."""
    with working_for(failed.organisation_id, atomic=True):
        due = due_messages(failed.organisation_id, at).filter(channel=failed.channel)
        others = due.exclude(state=State.SENDING)
        for message in others.select_for_update(skip_locked=True):
            attempts = message.attempts + 1
            columns = _after(message, failure, attempts, at) | {"attempts": attempts}
            Message.objects.filter(pk=message.pk).update(**columns)


def _after(message: Message, failure: Failure, attempts: int, at: datetime) -> dict[str, Any]:
    """The columns of a message after a failure: it rests, or it is given up."""
    if failure in FOR_GOOD or attempts > len(RESTS):
        return {"state": State.GIVEN_UP, "failure": failure, "next_try_at": None} | _forgotten(message)
    return {"state": State.FAILED, "failure": failure, "next_try_at": at + RESTS[attempts - 1]}


def _forgotten(message: Message) -> dict[str, str]:
    return {"body": ""} if message.is_secret else {}


def mark(message: Message, columns: dict[str, Any]) -> None:
    """Write what became of a message, while our claim on it stands."""
    with working_for(message.organisation_id, atomic=True):
        mine = Message.objects.filter(pk=message.pk, state=State.SENDING, claimed_until=message.claimed_until)
        mine.update(claimed_until=None, **columns)
