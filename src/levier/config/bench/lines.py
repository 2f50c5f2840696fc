"""What a bench says: one line a bar, and the table of all lines."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from levier.config.bench.measuring import Times

Spread = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One bar: what was measured, ours and the reference (least, median, most, in seconds), the value and the bar.

    `at_least` says that the value must reach the bar; otherwise it must not pass it.
    """

    bar: str
    what: str
    value: float
    limit: float
    unit: str = "×"
    ours: Spread | None = None
    reference: Spread | None = None
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def verdict(self) -> str:
        return "tenue" if self.is_met else "MANQUÉE"

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"is_met": self.is_met}


def line_of(values: dict[str, Any]) -> Line:
    """A line again from its JSON."""
    kept = {name: value for name, value in values.items() if name != "is_met"}
    for name in ("ours", "reference"):
        kept[name] = tuple(kept[name]) if kept[name] else None
    return Line(**kept)


def ratio(bar: str, what: str, ours: Times, reference: Times, limit: float) -> Line:
    """Our median as a multiple of the reference's: at most `limit`."""
    return Line(bar, what, ours.median / reference.median, limit, "×", ours.spread, reference.spread)


def rate(bar: str, what: str, ours: Times, reference: Times, least: float) -> Line:
    """How many of ours are done while a hundred of the reference are, in per cent: at least `least`."""
    value = 100 * reference.median / ours.median
    return Line(bar, what, value, least, "%", ours.spread, reference.spread, at_least=True)


HEADERS = (
    "Barre",
    "Mesure",
    "Nous : min / médiane / max",
    "Référence : min / médiane / max",
    "Résultat",
    "Barre à tenir",
    "",
)


def table(found: Iterable[Line]) -> str:
    """A Markdown table."""
    rows = [HEADERS, tuple("---" for _ in HEADERS), *(_cells(one) for one in found)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _cells(one: Line) -> tuple[str, ...]:
    limit = f"{'≥' if one.at_least else '≤'} {_number(one.limit)} {one.unit}".strip()
    value = f"{_number(one.value)} {one.unit}".strip()
    return one.bar, one.what, _spread(one.ours), _spread(one.reference), value, limit, one.verdict


def _spread(found: Spread | None) -> str:
    return " / ".join(_seconds(one) for one in found) if found else "–"


def _seconds(value: float) -> str:
    return f"{value:.2f} s".replace(".", ",") if value >= 1 else f"{value * 1000:.1f} ms".replace(".", ",")


def _number(value: float) -> str:
    text = f"{value:.3f}" if abs(value) < 0.1 and value else f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
