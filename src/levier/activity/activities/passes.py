"""What the QR code on somebody's card says: their enrolment in one activity, signed.

Only letters that stand at the same place on the keyboards of Belgium, France and America, in capitals: a scanner that
types does not know on which of them it types, and would turn figures into something else.
"""

import re
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from levier.activity.activities.models import Enrolment

LETTERS = "BCDEFGHIJKNOPRST"
"""Sixteen of them, for the sixteen figures of a number in base 16."""
_FIGURES = "0123456789abcdef"
_TO_LETTERS = str.maketrans(_FIGURES, LETTERS)
_TO_FIGURES = str.maketrans(LETTERS, _FIGURES)
_PASS = re.compile(rf"LVX([{LETTERS}]{{1,12}})X([{LETTERS}]{{1,12}})X([{LETTERS}]{{12}})")


@dataclass(frozen=True, slots=True)
class Pass:
    """Of which organisation, of which enrolment."""

    organisation_id: int
    enrolment: int


def pass_of(enrolment: Enrolment) -> str:
    """The text of a card's QR code, the same as often as it is printed."""
    said = f"LVX{_spelt(f'{enrolment.organisation_id:x}')}X{_spelt(f'{enrolment.pk:x}')}"
    return f"{said}X{_mark(said)}"


def pass_read(text: str) -> Pass | None:
    """What a code says, None for one that this house did not print."""
    found = _PASS.fullmatch("".join(text.split()).upper())
    if not found or not constant_time_compare(found[3], _mark(found[0].rpartition("X")[0])):
        return None
    return Pass(*(int(found[place].translate(_TO_FIGURES), 16) for place in (1, 2)))


def _spelt(figures: str) -> str:
    return figures.translate(_TO_LETTERS)


def _mark(said: str) -> str:
    return _spelt(salted_hmac("activities.pass", said, algorithm="sha256").hexdigest()[:12])
