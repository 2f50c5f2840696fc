"""Figures that are counted in the code itself rather than by a test."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Seen(NamedTuple):
    """What was counted, and whether it reaches its bar (None: no bar)."""

    value: str
    met: bool | None = None


def dependencies() -> Seen:
    """Packages that a running house needs, those they need in turn included."""
    lines = Path("requirements.txt").read_text(encoding="utf-8").splitlines()
    return Seen(str(sum(bool(re.match(r"[a-zA-Z0-9][\w.\[\],-]*==", line)) for line in lines)))


def declared_fields() -> Seen:
    """Fields of our models that say whether they are personal / all of them."""
    import django

    django.setup()
    from django.apps import apps

    ours = [model for model in apps.get_models() if model.__module__.startswith("levier.")]
    every = [(model, field.name) for model in ours for field in model._meta.local_concrete_fields]
    said = sum(name in getattr(model, "privacy", {}) for model, name in every)
    return Seen(f"{said} / {len(every)}", said == len(every))


def accepted_costs() -> Seen:
    """The dearest page of the golden file: questions to the database / kilobytes / requests."""
    text = Path("tests/house/golden/budgets.txt").read_text(encoding="utf-8")
    found = [tuple(map(float, cost)) for cost in re.findall(r"(?<=\s)(\d+)/([\d.]+)/(\d+)", text)]
    return Seen(" / ".join(f"{max(column):g}" for column in zip(*found, strict=True)))


STILL: tuple[tuple[str, str, Callable[[], Seen]], ...] = (
    ("runtime dependencies", "number, trend", dependencies),
    ("model fields with a privacy word / all", "100 %", declared_fields),
    ("dearest accepted page: queries / kilobytes / requests", "number, trend", accepted_costs),
)
