"""To whom a message goes: frozen when it is written, so that what leaves does not change under way."""

from dataclasses import dataclass
from typing import Literal

type Way = Literal["mail", "sms", "call", "letter"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody as a message sees them. `address` fits the `way`: a mail address, a phone as +32…, empty for a letter.

    `reads` is False for who does not read the language: say it aloud. `may_leave_message` is for a call that nobody
    answers. `through` names who answers there when it is not the person.
    """

    way: Way
    address: str
    language: str
    name: str
    reads: bool = True
    may_leave_message: bool = False
    through: str = ""
