"""What rooms above sign into."""

from collections.abc import Callable
from typing import Any

from levier.foundation.kit.registers import Register

waited_for: Register[Callable[..., list[tuple[str, Any]]]] = Register()
"""Functions `(actor, today) -> [(reference, label)]`: what a step may wait for; it closes when the person comes."""
closings: Register[Callable[..., None]] = Register()
"""Functions `(by, person, on, reason, situation, at)`: an accompaniment was closed. Reason and situation are codes of
the vocabulary; what follows (an exit to note) is the business of the room that hears."""
tabs: Register[tuple[Any, str]] = Register()
"""(name, url name that takes the person's number): the pages of an accompaniment, those of this room among them."""
written: Register[tuple[Any, str]] = Register()
"""(table, column of its moment): what is written about somebody in their accompaniment, and when."""
team_tables: Register[Callable[..., Any]] = Register()
"""Functions `(actor, period) -> team.Table`: what rooms above count for who leads the team."""
team_delays: Register[Callable[..., list[Any]]] = Register()
"""Functions `(actor, period) -> list[team.Row]`: how long people wait for something of a room above."""
