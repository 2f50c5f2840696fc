"""Golden files: what was accepted, one line a page; `--accept` writes what is true now."""

import json
from pathlib import Path
from typing import Any

from tests.results import FOLDER as RESULTS

FOLDER = Path(__file__).parent / "golden"


def read(name: str) -> dict[str, list[str]]:
    """Words of each line by its first one. Lines that begin with # explain the file."""
    place = FOLDER / name
    if not place.exists():
        return {}
    lines = [line.split() for line in place.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return {words[0]: words[1:] for words in lines}


def write(name: str, heading: str, rows: dict[str, list[str]]) -> None:
    """Write the file with its columns aligned."""
    table = [[key, *rows[key]] for key in sorted(rows)]
    widths = [max(len(row[index]) for row in table) for index in range(len(table[0]))]
    lines = ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in table]
    comments = [f"# {line}".rstrip() for line in heading.strip().splitlines()]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text("\n".join([*comments, *lines]) + "\n", encoding="utf-8")


def propose(name: str, part: str, found: dict[str, Any]) -> None:
    """Keep what one test found, so that `--accept` can write the whole file at the end of the run."""
    place = RESULTS / "proposed" / name
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{part}.json").write_text(json.dumps(found))


def proposed(name: str, part: str) -> dict[str, Any]:
    """What the test of this part found last; empty when it never ran."""
    place = RESULTS / "proposed" / name / f"{part}.json"
    return json.loads(place.read_text()) if place.exists() else {}
