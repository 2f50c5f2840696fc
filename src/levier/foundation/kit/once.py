"""What two panels of one page ask of the same object is asked once."""

from collections.abc import Callable
from typing import Any


def once[Found](instance: Any, name: str, ask: Callable[[], Found]) -> Found:
    """What `ask()` gave the first time for this very object in memory, under this name.

    For panels only: they get an object loaded for one page, and nothing is written before the page is shown.
    """
    known: dict[str, Any] = instance.__dict__.setdefault("_asked_once", {})
    if name not in known:
        known[name] = ask()
    found: Found = known[name]
    return found
