"""Text messages leave by a gateway that the house chooses: what a gateway must do, and two that need no contract."""

import logging
import os
import sys
from hashlib import sha256
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from levier.foundation.accounts.sealing import Broken
from levier.foundation.outbox.enums import Failure
from levier.foundation.outbox.letters import NotSent, text_of
from levier.foundation.outbox.models import Message

SMS = "sms"
logger = logging.getLogger(__name__)
KNOWN = {name: f"{__name__}.{name.capitalize()}Gateway" for name in ("file", "console")}


class Gateway(Protocol):
    """What an operator's gateway fills. One object sends all messages of a process."""

    def send(self, *, to: str, text: str, reference: str) -> None:
        """Hand a text over; `to` is a number as +32…; the same `reference` twice is one message sent twice.

        Raises NotSent for what it cannot take; any other error is tried again later.
        """


class FileGateway:
    """Writes each text into a folder of the house, which something else empties."""

    def send(self, *, to: str, text: str, reference: str) -> None:
        folder = settings.HOME / "sms"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / f"{reference}.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{to}\n\n{text}\n")


class ConsoleGateway:
    """Says on the console that a text leaves, to try things out; neither the number nor the text is shown."""

    def send(self, *, to: str, text: str, reference: str) -> None:
        sys.stdout.write(f"SMS {reference} : {len(text)} signes vers {to[:4]}…\n")


def is_set() -> bool:
    """Has this house chosen a gateway?"""
    return bool(settings.SMS_GATEWAY)


def _text(message: Message) -> str:
    try:
        return text_of(message)
    except Broken as error:
        raise NotSent(Failure.UNREADABLE) from error


def send_sms(message: Message) -> None:
    """Give one message to the gateway. Raises NotSent."""
    if not is_set():
        raise NotSent(Failure.GATEWAY)
    name = settings.SMS_GATEWAY
    text = " ".join(_text(message).split())
    reference = sha256(f"{message.organisation_id}:{message.key}".encode()).hexdigest()[:32]
    try:
        gateway = cast("Gateway", import_string(KNOWN.get(name, name))())
        gateway.send(to=message.address, text=text, reference=reference)
    except NotSent:
        raise
    except Exception as error:
        logger.exception("text message not handed over", extra={"about": f"outbox.message:{message.pk}"})
        raise NotSent(Failure.GATEWAY) from error
