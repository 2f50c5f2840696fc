"""Templates of the house, read as text."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "levier"
_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)


def templates() -> dict[str, str]:
    """Text of each template by its name ("kit/base.html"), comments taken out."""
    found = {}
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        name = path.as_posix().rpartition("/templates/")[2]
        found[name] = _COMMENT.sub("", path.read_text())
    return found


def opening(name: str) -> str:
    """The first comment of a template: what it is for and its options."""
    path = next(SOURCE.rglob(f"templates/{name}"))
    found = _COMMENT.search(path.read_text()[:600])
    return found[0] if found else ""
