"""What rooms above sign into."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from levier.foundation.kit.registers import Register


@dataclass(frozen=True, slots=True)
class Attested:
    """One thing that an attestation lists. `minutes` is 0 for what has no length; `is_presence` tells a presence from
    an effort."""

    on: date
    what: str
    minutes: int = 0
    is_presence: bool = True


attested: Register[Callable[..., list[Attested]]] = Register()
"""Functions `(actor, person, period) -> list[Attested]`: what a room can attest of a person in a Period."""
