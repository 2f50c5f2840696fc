"""The states of one item for one person, one after the other, and where another one comes in."""

from dataclasses import dataclass
from datetime import date

NEW, CHANGED, EQUAL = "new", "changed", "equal"


@dataclass(slots=True)
class State:
    """One state, from `since` until `until`. `pk` is 0 for one that the sheet brings; `was` its end before."""

    pk: int
    item_id: int
    level: str
    remark: str
    since: date
    until: date | None
    was: date | None = None
    row: int = 0
    author: int | None = None

    @property
    def is_moved(self) -> bool:
        """Does the sheet end it on another day than before?"""
        return bool(self.pk) and self.until != self.was

    def says(self, level: str, remark: str) -> bool:
        """The same, an absent remark taking none away."""
        return self.level == level and remark in ("", self.remark)


def same_day(states: list[State], since: date, level: str, remark: str) -> State | None:
    """A state of that very day that says something else."""
    those = [one for one in _living(states) if one.since == since]
    return None if any(one.says(level, remark) for one in those) else next(iter(those), None)


def put(states: list[State], new: State) -> str:
    """Take a state in, where it belongs in time: nothing is written over, what held that day ends on it.

    EQUAL when that was so already, CHANGED when something else held, NEW when nothing did.
    """
    living = _living(states)
    holding = [one for one in living if one.since <= new.since and (one.until is None or one.until > new.since)]
    if any(one.says(new.level, new.remark) for one in holding):
        return EQUAL
    later = [one.since for one in living if one.since > new.since]
    ends = [one.until for one in holding if one.until is not None]
    new.until = min([*later, *ends], default=None)
    for one in holding:
        one.until, one.row = new.since, one.row or new.row
    states.append(new)
    return CHANGED if holding else NEW


def _living(states: list[State]) -> list[State]:
    """Those that held for some time: the others were put right on their very day."""
    return [one for one in states if one.until is None or one.until > one.since]
