"""How far a long piece of work is, told outside of its transaction so that others can see it while it lasts.

A file in the house, because on SQLite the work itself holds the only right to write into the database.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings


class Progress(NamedTuple):
    """Pieces done, of how many, when this was said."""

    done: int
    total: int
    at: datetime


def tell_progress(name: str, done: int, total: int) -> None:
    """Say it; `name` is a name of ours ("import-12"). Work never fails because this could not be said."""
    place = _place(name)
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, exist_ok=True)
        fresh = place.with_suffix(".new")
        fresh.write_text(f"{done} {total}", encoding="ascii")
        fresh.replace(place)


def progress_of(name: str) -> Progress | None:
    """What was said last; None when nothing was."""
    with suppress(OSError, ValueError):
        place = _place(name)
        done, total = map(int, place.read_text(encoding="ascii").split())
        return Progress(done, total, datetime.fromtimestamp(place.stat().st_mtime, tz=UTC))
    return None


def forget_progress(name: str) -> None:
    """The work is over."""
    with suppress(OSError):
        _place(name).unlink(missing_ok=True)


def _place(name: str) -> Path:
    return Path(settings.HOME) / "progress" / name
