"""What other rooms add to a certificate: its presences are here, what somebody learnt is elsewhere."""

from collections.abc import Callable, Collection
from typing import Any

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Register

Pair = tuple[int, int]
"""(person, activity)."""

added: Register[Callable[[Actor, Collection[Pair]], dict[Pair, dict[str, Any]]]] = Register()
"""By kind of certificate, what it says beside presences of each of these people at these activities, in plain values:
"modules" [[title, minutes, result]], "internships" [[where, first day, last day, minutes]]."""
