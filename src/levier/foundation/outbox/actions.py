"""Messages are written here and leave later, by a task of their own; what does not leave is settled here."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import forget_details, record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.registers import Letter
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.enums import NOT_LEFT, State
from levier.foundation.outbox.letters import one_line, sealed
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.rules import SETTLE_MESSAGES, may_give_up, may_try_again
from levier.foundation.outbox.tasks import send_waiting


def send_later(*, by: Actor, letter: Letter, at: datetime) -> Message:
    """Write a mail or an SMS that leaves after the caller's transaction; the same key is written once.

    The text of a letter that opens a door is sealed: no page and no copy of the database shows it. An address that is
    none is found out when the mail is sent, so that one among many stops nothing; one that no column holds is Refused.
    """
    if len(letter.address) > 254:
        raise Refused(_("Cette adresse de mail est trop longue pour en être une."))
    message, is_new = Message.objects.get_or_create(
        organisation_id=by.organisation_id,
        key=letter.key,
        defaults={
            "channel": letter.channel,
            "kind": letter.kind,
            "address": letter.address,
            "language": letter.language,
            "subject": one_line(letter.subject)[:200],
            "body": sealed(letter.body) if letter.is_secret else letter.body,
            "is_secret": letter.is_secret,
            "is_discreet": letter.is_discreet,
            "made_at": at,
            "next_try_at": at,
        },
    )
    if is_new:
        # Should this fail, the background work finds the message by itself a little later.
        transaction.on_commit(partial(send_waiting.enqueue, by.organisation_id), robust=True)
    return message


@transaction.atomic
def try_again(*, by: Actor, messages: Iterable[Message], at: datetime) -> list[Message]:
    """Send these now, with all their tries before them. Raises Refused, and then none of them moves."""
    demand_permission(by, SETTLE_MESSAGES)
    held = _locked(by, messages)
    for message in held:
        demand(may_try_again(message))
        message.state, message.attempts, message.next_try_at = State.WAITING, 0, at
        message.save(update_fields=["state", "attempts", "next_try_at"])
    for message in held:
        record(by=by, verb="message.tried_again", object=reference(message), at=at)
    transaction.on_commit(partial(send_waiting.enqueue, by.organisation_id), robust=True)
    return held


@transaction.atomic
def give_up(*, by: Actor, messages: Iterable[Message], at: datetime) -> list[Message]:
    """Decide that these do not leave; a secret text is forgotten. Raises Refused, and then none of them moves."""
    demand_permission(by, SETTLE_MESSAGES)
    held = _locked(by, messages)
    for message in held:
        demand(may_give_up(message))
        message.state, message.next_try_at = State.GIVEN_UP, None
        message.body = "" if message.is_secret else message.body
        message.save(update_fields=["state", "next_try_at", "body"])
    for message in held:
        record(by=by, verb="message.given_up", object=reference(message), at=at)
    return held


def take_back(*, by: Actor, prefix: str, at: datetime) -> set[str]:
    """Stop the letters whose key begins so and that have not left; returns the keys of those stopped.

    For the rooms above, in the transaction of the act that takes them back: it asks its own rule, and writes its line.
    """
    rows = Message.objects.visible_to(by).filter(key__startswith=prefix, state__in=NOT_LEFT)
    held = list(rows.select_for_update().order_by("pk"))
    for message in held:
        message.state, message.failure, message.next_try_at = State.GIVEN_UP, "", None
        message.body = "" if message.is_secret else message.body
        message.save(update_fields=["state", "failure", "next_try_at", "body"])
    return {message.key for message in held}


def _locked(by: Actor, messages: Iterable[Message]) -> list[Message]:
    rows = Message.objects.visible_to(by).filter(pk__in=[one.pk for one in messages])
    return list(rows.select_for_update().order_by("pk"))


def forget_addresses(*, by: Actor, addresses: Iterable[str]) -> None:
    """Take away every message to these addresses, sent or not; in the transaction of a person's erasure."""
    messages = Message.objects.visible_to(by).filter(address__in=set(addresses))
    forget_details(by=by, objects=[f"outbox.message:{pk}" for pk in messages.values_list("pk", flat=True)])
    messages.delete()
