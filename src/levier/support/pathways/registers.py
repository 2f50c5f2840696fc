"""What rooms above sign into."""

from collections.abc import Callable
from typing import Any

from levier.foundation.kit.registers import Register

waited_for: Register[Callable[..., list[tuple[str, Any]]]] = Register()
"""Functions `(actor, today) -> [(reference, label)]`: what a step may wait for; it closes when the person comes."""
closings: Register[Callable[..., None]] = Register()
"""Functions `(by, person, on, reason, situation, at)`: an accompaniment was closed. Reason and situation are codes of
the vocabulary; what follows (an exit to note) is the business of the room that hears."""
