"""Every phrase that the code shows, without gettext's programs: Python by its syntax tree, templates by Django."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
_PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_IN_CONTEXT = {"pgettext", "pgettext_lazy"}


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """What is translated: its text, its plural when it has one, its context when it needs one."""

    text: str
    plural: str = ""
    context: str = ""


def phrases(package: Path = PACKAGE) -> dict[Phrase, list[str]]:
    """Each phrase of the package with the places that show it ("register/people/views.py"), in order of place."""
    found: dict[Phrase, list[str]] = {}
    for file in sorted([*package.rglob("*.py"), *package.rglob("*.html"), *package.rglob("*.txt")]):
        place = file.relative_to(package).as_posix()
        if "/migrations/" in place or "/static/" in place:
            continue
        source = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            source = _as_python(source, place)
        for phrase in _calls(source):
            places = found.setdefault(phrase, [])
            if place not in places:
                places.append(place)
    return found


def _as_python(source: str, place: str) -> str:
    """The translation calls of a template, one a line."""
    calls = []
    rest = templatize(source, origin=place)
    for found in re.finditer(r"(?<![\w.])(?:_|n?p?gettext)\(", rest):
        calls.append(_until_closed(rest, found.start()))
    return "\n".join(calls)


def _until_closed(text: str, start: int) -> str:
    """The shortest piece from `start` that is a whole Python expression."""
    end = text.find(")", start)
    while end != -1:
        piece = text[start : end + 1]
        try:
            ast.parse(piece.strip(), mode="eval")
        except SyntaxError:
            end = text.find(")", end + 1)
        else:
            return piece.strip()
    return ""


def _calls(source: str) -> Iterator[Phrase]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (phrase := _phrase(node)):
            yield phrase


def _phrase(call: ast.Call) -> Phrase | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if name in _PLAIN and len(words) == 1:
        return Phrase(words[0])
    if name in _PLURAL and len(words) >= 2:
        return Phrase(words[0], words[1])
    if name in _IN_CONTEXT and len(words) == 2:
        return Phrase(words[1], context=words[0])
    return None
