"""Messages are written here and leave later, by a task of their own."""

from datetime import datetime

from levier.foundation.accounts.sealing import open_text, seal_text
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Letter
from levier.foundation.outbox.models import Message

SEALED = "scellé:"
ABOUT = "text of a message"


def send_later(*, by: Actor, letter: Letter, at: datetime) -> Message:
    """Write a mail that leaves after the caller's transaction; the same key is written once.

    The text of a letter that opens a door is sealed: no page and no copy of the database shows it; `text_of` does.
    """
    message, _ = Message.objects.get_or_create(
        organisation_id=by.organisation_id,
        key=letter.key,
        defaults={
            "kind": letter.kind,
            "address": letter.address,
            "language": letter.language,
            "subject": letter.subject,
            "body": SEALED + seal_text(letter.body, about=ABOUT) if letter.is_secret else letter.body,
            "made_at": at,
            "next_try_at": at,
        },
    )
    return message


def is_sealed(message: Message) -> bool:
    """Does the text of this message open a door? Then nobody reads it here."""
    return message.body.startswith(SEALED)


def text_of(message: Message) -> str:
    """The text that leaves; for whatever sends the message, never for a page."""
    return open_text(message.body.removeprefix(SEALED), about=ABOUT) if is_sealed(message) else message.body
