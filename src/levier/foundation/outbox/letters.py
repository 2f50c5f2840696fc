"""From a message to a mail, and from what a mail server says to why it did not leave."""

import contextlib
import logging
import smtplib
from email.headerregistry import Address
from email.utils import parseaddr
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, InvalidMailer, mailers
from django.core.validators import validate_email

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.sealing import Broken, open_text, seal_text
from levier.foundation.kit.texts import clean
from levier.foundation.outbox.enums import Failure
from levier.foundation.outbox.models import Message

ABOUT = "text of a message"
logger = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server did not take a message; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


def one_line(text: str) -> str:
    """A value for a header: no line break can stand in it."""
    return " ".join(clean(text).split())


def sealed(text: str) -> str:
    """A secret text as the database keeps it."""
    return seal_text(text, about=ABOUT)


def text_of(message: Message) -> str:
    """The text that leaves; for whatever sends the message, never for a page."""
    return open_text(message.body, about=ABOUT) if message.is_secret else message.body


def mail_of(message: Message, organisation: Organisation) -> EmailMessage:
    """The mail of a message. Its Message-ID is always the same, so that a copy is known as one.

    Raises NotSent for an address that is none (theirs or ours), or a text that no longer opens.
    """
    try:
        validate_email(message.address)
        text = text_of(message)
    except ValidationError as error:
        raise NotSent(Failure.ADDRESS) from error
    except Broken as error:
        raise NotSent(Failure.UNREADABLE) from error
    sender = _sender(organisation, is_discreet=message.is_discreet)
    name = sha256(f"{message.organisation_id}:{message.key}".encode()).hexdigest()[:32]
    return EmailMessage(
        one_line(message.subject),
        text,
        str(sender),
        [message.address],
        headers={
            "Message-ID": f"<{name}@{sender.domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )


def _sender(organisation: Organisation, *, is_discreet: bool) -> Address:
    """The association by its name, at the address that the house sends from; discreetly, that address alone.

    An invented name would lie about who writes. What the address itself says is for the house to choose.
    """
    bare = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if not bare.partition("@")[2]:
        raise NotSent(Failure.SETTINGS)
    return Address(display_name="" if is_discreet else one_line(organisation.name), addr_spec=bare)


class Post:
    """One conversation with the mail server, opened with the first letter."""

    def __init__(self) -> None:
        self._server: Any = None

    def hand_over(self, message: Message, organisation: Organisation) -> None:
        """Give one message to the mail server. Raises NotSent."""
        try:
            mail = mail_of(message, organisation)
            if self._server is None:
                self._server = mailers.default
                self._server.open()
            self._server.send_messages([mail])
        except NotSent:
            raise
        except Exception as error:
            failure = failure_of(error)
            if failure is Failure.OTHER:
                logger.exception("message not handed over", extra={"about": f"outbox.message:{message.pk}"})
            raise NotSent(failure) from error

    def close(self) -> None:
        """Say goodbye; that the other side has hung up already is no matter."""
        if self._server is not None:
            with contextlib.suppress(OSError):
                self._server.close()
        self._server = None


def failure_of(error: Exception) -> Failure:
    """What an error of the conversation means. Answers 5xx are for good, 4xx for now (RFC 5321, 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _said in error.recipients.values()]
        return Failure.REFUSED if codes and min(codes) >= 500 else Failure.LATER
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError):
        return Failure.SENDER
    if isinstance(error, smtplib.SMTPDataError):
        return Failure.CONTENT
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Failure.SLOW
    if isinstance(error, InvalidMailer):
        return Failure.SETTINGS
    return Failure.UNREACHABLE if isinstance(error, OSError) else Failure.OTHER
