"""Numbers that people read on paper and type, and what the QR code of a page says.

A number is written with two digits more, 97 less its rest by 97, as Belgian account numbers have: one wrong digit, or
two that changed place, are seen. The code is signed: one of somebody else is told from ours.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.crypto import constant_time_compare, salted_hmac

from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.kit.actors import Actor

DIGITS = 6
MOST_DIGITS = 9
_CODE = re.compile(r"LEVIER:([0-9]{1,12}):([0-9]{1,9}):([0-9]{1,4}):([0-9A-F]{12})")


@dataclass(frozen=True, slots=True)
class Code:
    """What a page says of itself: of which organisation, of which sheet, which page."""

    organisation_id: int
    number: int
    page: int


def shown(number: int) -> str:
    """ "000042-55" of 42."""
    return f"{number:0{DIGITS}}-{97 - number % 97:02}"


def number_typed(text: str) -> int | None:
    """The number that somebody typed, None for a slip of the finger."""
    digits = "".join(letter for letter in text if letter not in " -./")
    if not (digits.isascii() and digits.isdecimal() and DIGITS + 2 <= len(digits) <= MOST_DIGITS + 2):
        return None
    number = int(digits[:-2])
    return number if number and 97 - number % 97 == int(digits[-2:]) else None


def next_number(by: Actor, model: Any) -> int:
    """The number of a new row of a table, in the caller's transaction: nobody else takes it."""
    one_at_a_time(model._meta.label_lower)
    return int(model.objects.visible_to(by).aggregate(last=Max("number"))["last"] or 0) + 1


def code_of(organisation_id: int, number: int, page: int) -> str:
    """What the QR code of a page holds: capitals and digits alone, so that its squares are large."""
    said = f"LEVIER:{organisation_id}:{number}:{page}"
    return f"{said}:{_mark(said)}"


def code_read(text: str) -> Code | None:
    """What a QR code says, None for one that this house did not print."""
    found = _CODE.fullmatch(text)
    if not found or not constant_time_compare(found[4], _mark(text.rpartition(":")[0])):
        return None
    return Code(int(found[1]), int(found[2]), int(found[3]))


def _mark(said: str) -> str:
    return salted_hmac("sheets.page", said, algorithm="sha256").hexdigest()[:12].upper()
