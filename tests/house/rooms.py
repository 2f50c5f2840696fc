"""Python of the rooms as syntax trees, and what an inspection may find wrong in one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.plan import WINGS
from tests.house.templates import SOURCE

ORDER = ("enums", "models", "rules", "actions", "queries", "forms", "views", "urls", "tasks")
"""The furniture of a room; each piece imports from those before it. Words that recur (`phrases`) serve them all."""
NO_PLACE = {"utils", "helpers", "common", "misc", "tools", "base", "services", "managers", "signals", "constants"}
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def rooms() -> list[Path]:
    """Folders of the rooms that stand."""
    return [SOURCE / wing / room for wing, names in WINGS for room in names if (SOURCE / wing / room).is_dir()]


def modules(room: Path) -> Iterator[Path]:
    """Python files of a room, migrations apart."""
    return (path for path in sorted(room.rglob("*.py")) if "migrations" not in path.parts)


def kind(path: Path, room: Path) -> str:
    """The piece of furniture that a file belongs to: `part_views.py` and `views/team.py` are views."""
    first = path.relative_to(room).with_suffix("").parts[0]
    return next((name for name in ORDER if first == name or first.endswith(f"_{name}")), first)


def tree(text: str) -> ast.Module:
    return ast.parse(text)


def climbs(text: str, piece: str, room: str) -> list[str]:
    """Furniture that a piece imports although it comes after it. `room` is "levier.register.people"."""
    imported = [
        node.module.removeprefix(f"{room}.").split(".")[0]
        for node in ast.walk(tree(text))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{room}.")
    ]
    return [name for name in imported if {name, piece} <= set(ORDER) and ORDER.index(name) > ORDER.index(piece)]


def clocks(text: str) -> list[int]:
    """Lines that ask what time it is; `timezone.localdate(at)` only turns a moment into a day."""
    return [
        node.lineno
        for node in ast.walk(tree(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and not node.args
    ]


def writes(text: str) -> list[int]:
    """Lines that change rows."""
    return [
        node.lineno
        for node in ast.walk(tree(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]


def judges(text: str) -> list[int]:
    """Lines that compare or search a role: who may is said in `rules.py`, never in a view."""
    return [
        node.lineno
        for node in ast.walk(tree(text))
        if isinstance(node, ast.Compare)
        and any(isinstance(part, ast.Attribute) and part.attr in ("roles", "role") for part in ast.walk(node))
    ]


def signals(text: str) -> list[str]:
    """Django's signals that a module listens to."""
    imported = [node for node in ast.walk(tree(text)) if isinstance(node, ast.ImportFrom)]
    listened = [node.module or "" for node in imported if (node.module or "").endswith(".signals")]
    return [name for name in listened if name.startswith("django")]


def bare_functions(text: str) -> list[str]:
    """Actions (what runs in one transaction) that can be called by position, or without saying who acts."""
    return [
        node.name
        for node in tree(text).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
        and (node.args.args or "by" not in {word.arg for word in node.args.kwonlyargs})
    ]
