"""Letters of the tests."""

from typing import Any

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.actors import house
from levier.foundation.kit.registers import Letter
from levier.foundation.outbox.actions import send_later
from levier.foundation.outbox.models import Message
from tests.cast import NOON, organisation

MARIAM = "mariam@example.org"


def written(address: str = MARIAM, *, at: Organisation | None = None, **changed: Any) -> Message:
    """A message that waits, written at noon by the house."""
    words = {
        "kind": "accounts.password_changed",
        "key": f"test:{address}",
        "address": address,
        "language": "fr",
        "subject": "Votre rendez-vous",
        "body": "Lundi à 14 h 30.",
    }
    return send_later(by=house((at or organisation()).pk), letter=Letter(**(words | changed)), at=NOON)
