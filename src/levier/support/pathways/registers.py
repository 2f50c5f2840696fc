"""What rooms above sign into."""

from collections.abc import Callable

from levier.foundation.kit.registers import Register

closings: Register[Callable[..., None]] = Register()
"""Functions `(by, person, on, reason, situation, at)`: an accompaniment was closed. Reason and situation are codes of
the vocabulary; what follows (an exit to note) is the business of the room that hears."""
