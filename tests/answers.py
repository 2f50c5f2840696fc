"""What each rule answered during a run: one that was never seen to allow, or never to refuse, is not tested.

The interpreter itself tells what the functions return (`sys.monitoring`), wherever they were imported to; nothing is
wrapped or replaced.
"""

import importlib
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from types import CodeType
from typing import Any

from tests.results import FOLDER

TOOL = 4
KEPT = FOLDER / "proposed" / "answers"
_watched: dict[CodeType, str] = {}
_seen: dict[str, set[bool]] = defaultdict(set)


def rules() -> list[Any]:
    """Functions of every `rules.py` that return a decision."""
    from django.apps import apps

    found = []
    for app in apps.get_app_configs():
        if app.name.startswith("levier.") and (Path(app.path) / "rules.py").exists():
            module = importlib.import_module(f"{app.name}.rules")
            found += [one for one in vars(module).values() if _decides(one) and one.__module__ == module.__name__]
    return found


def _decides(one: Any) -> bool:
    return callable(one) and getattr(getattr(one, "__annotations__", {}).get("return"), "__name__", "") == "Decision"


def permissions() -> list[str]:
    """Codes of the permissions that not every role holds: the others cannot refuse a colleague."""
    from levier.foundation.accounts.enums import EVERYBODY
    from levier.foundation.kit.permissions import REGISTER

    return [code for code, entry in REGISTER.items() if entry.roles < set(EVERYBODY)]


def named() -> list[str]:
    """Every rule and permission that has to be seen both ways."""
    return sorted([f"{one.__module__}.{one.__name__}" for one in rules()] + permissions())


def watch() -> None:
    """Keep what rules and permissions answer, from now to the end of this process."""
    from levier.foundation.kit.permissions import Permission

    events = sys.monitoring.events
    sys.monitoring.use_tool_id(TOOL, "answers")
    sys.monitoring.register_callback(TOOL, events.PY_RETURN, _keep)
    _watched.update({one.__code__: f"{one.__module__}.{one.__name__}" for one in rules()})
    _watched[Permission.allows.__code__] = ""
    for code in _watched:
        sys.monitoring.set_local_events(TOOL, code, events.PY_RETURN)


def _keep(code: CodeType, offset: int, answer: Any) -> None:
    name = _watched[code] or sys._getframe(1).f_locals["self"].code
    _seen[name].add(bool(answer))


def seen(name: str) -> set[bool]:
    """What this rule answered so far in this process."""
    return _seen[name]


def leave(worker: str) -> None:
    """Write what this process saw, for who adds the processes up."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{worker}-{os.getpid()}.json").write_text(
        json.dumps({name: sorted(answers) for name, answers in _seen.items()})
    )


def gathered(since: float) -> dict[str, set[bool]]:
    """What all processes of the run that began then saw."""
    together: dict[str, set[bool]] = defaultdict(set)
    for place in KEPT.glob("*.json"):
        if place.stat().st_mtime < since:
            place.unlink(missing_ok=True)
            continue
        for name, answers in json.loads(place.read_text()).items():
            together[name] |= set(answers)
    return together


def one_sided(names: list[str], answers: dict[str, set[bool]]) -> list[str]:
    """Which of these were not seen both to allow and to refuse, each with what it was seen to do."""
    words = {frozenset(): "never asked", frozenset({True}): "never refused", frozenset({False}): "never allowed"}
    return [f"{name}: {words[frozenset(got)]}" for name in names if len(got := answers.get(name, set())) < 2]
