"""What rooms above add to a colleague's calendar that other programs read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from levier.foundation.kit.registers import Register


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A moment of a colleague; nothing in it names somebody accompanied. `link` is the path of its page,
    `stamp` when it was last said."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    link: str = ""
    stamp: datetime | None = None


Feed = Callable[[int, int, datetime, datetime], Iterable[FeedItem]]
"""(organisation, user, from, until) to the moments of that colleague between the two, in order."""
feeds: Register[Feed] = Register()
