"""Figures of the last run, kept beside the code for `levier check --figures`; never committed."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

FOLDER = Path(os.environ.get("LEVIER_RESULTS", Path(__file__).resolve().parent.parent / ".results"))


def note(name: str, part: str, **figures: int | float) -> None:
    """Keep the figures of one part of a family of tests, by database; they are added up when they are read."""
    place = FOLDER / name
    place.mkdir(parents=True, exist_ok=True)
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]
    about = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "database": connection.vendor, "test": test}
    kept = {**about, **figures}
    (place / f"{connection.vendor}-{part.replace(':', '.')}.json").write_text(json.dumps(kept) + "\n")


def told_since(moment: float) -> list[str]:
    """One line a family noted since then: its figures, added up (or the greatest, for what is called "most")."""
    lines = []
    for family in sorted(FOLDER.glob("*/")):
        found = [json.loads(place.read_text()) for place in family.glob("*-*.json") if place.stat().st_mtime >= moment]
        names = dict.fromkeys(name for one in found for name in one if name not in ("at", "database", "test"))
        totals = {name: (max if name.startswith("most_") else sum)(one.get(name, 0) for one in found) for name in names}
        if totals:
            lines.append(f"{family.name}: " + ", ".join(f"{name} {value:g}" for name, value in totals.items()))
    return lines
