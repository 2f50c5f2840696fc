"""Pure rules of stays (domain.md 3.1, items 3 to 6): which ones contradict, and what they make of a participation."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Protocol


class Stay(Protocol):
    """From a first day to a last one, both included; `ends_on` is None while the person is in."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date | None: ...

    @property
    def exit_reason(self) -> str: ...


def in_order[S: Stay](stays: Iterable[S]) -> list[S]:
    """Stays by their first day."""
    return sorted(stays, key=lambda stay: stay.starts_on)


def overlapping[S: Stay](stays: Sequence[S]) -> list[tuple[S, S]]:
    """Pairs of stays, in order, where the second begins before the first one is over."""
    return [
        (before, after)
        for before, after in pairwise(in_order(stays))
        if before.ends_on is None or before.ends_on >= after.starts_on
    ]


def span(stays: Sequence[Stay]) -> dict[str, Any]:
    """Columns of Participation that stays decide: first entry; last exit and its reason, empty while one is open."""
    ordered = in_order(stays)
    last = ordered[-1]
    return {
        "entry_on": ordered[0].starts_on,
        "exit_on": last.ends_on,
        "exit_reason": last.exit_reason if last.ends_on else "",
    }
