"""Templates of the house, read as text."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "levier"
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}|\{% trans(?:late)? .*?%\}", re.DOTALL)
_DATA = re.compile(r'<script[^>]*type="application/json".*?</script>', re.DOTALL)
_TRANSLATED = re.compile(r"\{% (blocktrans|blocktranslate)\b.*?\{% end\1 %\}", re.DOTALL)
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


def bare(text: str, value: str = "") -> str:
    """A template without what Django fills in, so that what is left is written in it; values and phrases become one."""
    text = _TRANSLATED.sub(value, _DATA.sub("", text))
    return _TAG.sub("", _VALUE.sub(value, text))
