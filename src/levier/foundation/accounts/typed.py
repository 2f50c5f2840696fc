"""Text typed in a form whose session had ended: sealed, kept a short while, given back to the same person only."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from levier.foundation.accounts.sealing import Broken, open_text, seal_text

KEPT = timedelta(hours=1)
MOST = 100_000
NOT_KEPT = frozenset(("jeton", "csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"))


@dataclass(slots=True)
class Typed:
    """What was typed, and where it was to go. `take` is for the form that shows it again; else the page offers it."""

    path: str
    values: dict[str, list[str]]
    is_taken: bool = False

    def take(self) -> dict[str, list[str]]:
        self.is_taken = True
        return self.values

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.values.items() for value in values]


def seal(values: dict[str, list[str]], *, path: str, user_id: int, at: datetime) -> str | None:
    """A sealed text for the session; None when there is nothing to keep, or too much."""
    kept = {name: found for name, found in values.items() if name not in NOT_KEPT}
    if not kept or sum(len(value) for found in kept.values() for value in found) > MOST:
        return None
    plain = json.dumps({"path": path, "values": kept, "until": (at + KEPT).timestamp()})
    return seal_text(plain, about=_about(user_id))


def unseal(text: str, *, user_id: int, at: datetime) -> Typed | None:
    """What `seal` kept; None for another person, past its time, or broken."""
    try:
        kept: dict[str, Any] = json.loads(open_text(text, about=_about(user_id)))
    except Broken:
        return None
    return Typed(kept["path"], kept["values"]) if at.timestamp() < kept["until"] else None


def _about(user_id: int) -> str:
    return f"typed by user {user_id}"
