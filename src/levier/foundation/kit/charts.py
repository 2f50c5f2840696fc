"""Charts that can be read without seeing them: plain SVG shapes with a title, a description and their table.

A chart is a drawing in a box of fixed units; `kit/_chart.html` shows it. Colour is never alone: each series has its
pattern and its name. Nothing is styled inline: shapes carry classes of the stylesheet, so dark mode and print follow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import cos, log10, pi, sin
from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.kit.formats import number

WIDTH, HEIGHT = 640, 270
LEFT, RIGHT, TOP, BOTTOM = 52, 8, 14, 30
ROW, LETTER, CAPITAL, WIDEST = 26, 7, 10, 300
MOST_LABELS = 12
PATTERNS = ("full", "slanted", "dotted", "crossed")
Show = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, one for each category; None where nothing is known."""

    label: Any
    values: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle, a line of points or a closed polygon. `series` is the number of its pattern, from 1."""

    kind: str
    series: int
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    points: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the grid; the axis itself when `is_axis`."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_axis: bool = False


@dataclass(slots=True)
class Chart:
    """A drawing, its words, and the table that says the same. `key` names it within the page."""

    key: str
    title: str
    description: str
    head: list[str]
    rows: list[list[str]]
    legend: list[tuple[int, str]]
    width: float = WIDTH
    height: float = HEIGHT
    rules: list[Rule] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    @property
    def box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def patterns(self) -> list[tuple[int, str]]:
        """(number of the series, its pattern) of each series that is not filled in full."""
        return [(place, PATTERNS[(place - 1) % len(PATTERNS)]) for place, _label in self.legend if place > 1]


def bars(
    key: str, title: Any, description: Any, labels: Sequence[str], series: Sequence[Series], *, show: Show = number
) -> Chart:
    """Upright bars, side by side within a category when there are several series."""
    chart, scale = _upright(key, title, description, labels, series, _highest(series), show)
    step = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    width = step * 0.7 / max(len(series), 1)
    for place, one in enumerate(series):
        for index, value in enumerate(one.values):
            if value:
                x = LEFT + step * (index + 0.15) + width * place
                words = _said(labels[index], one, show(value))
                chart.shapes.append(_bar(place + 1, x, scale(value), width, scale(0) - scale(value), words))
    return chart


def stacked(
    key: str,
    title: Any,
    description: Any,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    show: Show = number,
    unit: int = 1,
) -> Chart:
    """Upright bars, each series on top of the one before: parts of a whole by category."""
    sums = [sum(one.values[index] or 0 for one in series) for index in range(len(labels))]
    chart, scale = _upright(key, title, description, labels, series, max(sums, default=0), show, unit)
    step = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    for index, label in enumerate(labels):
        below = 0
        for place, one in enumerate(series):
            value = one.values[index] or 0
            if value:
                x, y = LEFT + step * (index + 0.15), scale(below + value)
                words = _said(label, one, show(value))
                chart.shapes.append(_bar(place + 1, x, y, step * 0.7, scale(below) - y, words))
            below += value
    return chart


def lying(
    key: str, title: Any, description: Any, labels: Sequence[str], series: Sequence[Series], *, show: Show = number
) -> Chart:
    """Bars from left to right, one a category, series end to end; the sum stands after each."""
    sums = [sum(one.values[index] or 0 for one in series) for index in range(len(labels))]
    chart = _chart(key, title, description, labels, series, show)
    chart.height = ROW * len(labels) + 12
    left = min(WIDEST, max(map(_length, labels), default=0) + 16)
    unit = (WIDTH - left - 60) / (max(sums, default=0) or 1)
    chart.rules.append(_rule(left, 4, left, chart.height - 4, is_axis=True))
    for index, label in enumerate(labels):
        y, x = 6 + ROW * index, float(left)
        chart.words.append(_word(left - 8, y + 17, label, "end"))
        for place, one in enumerate(series):
            width = (one.values[index] or 0) * unit
            if width:
                words = _said(label, one, show(one.values[index] or 0))
                chart.shapes.append(_bar(place + 1, x, y + 4, width, ROW - 10, words))
            x += width
        chart.words.append(_word(x + 6, y + 17, show(sums[index]), "start"))
    return chart


def _length(label: str) -> int:
    """Units that a label takes, told from its letters: a drawing cannot measure them."""
    return sum(CAPITAL if letter.isupper() else LETTER for letter in label)


def lines(
    key: str, title: Any, description: Any, labels: Sequence[str], series: Sequence[Series], *, show: Show = number
) -> Chart:
    """A line for each series; a gap where nothing is known."""
    chart, scale = _upright(key, title, description, labels, series, _highest(series), show)
    step = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    for place, one in enumerate(series):
        for run in _runs(one.values):
            points = [(LEFT + step * (index + 0.5), scale(value)) for index, value in run]
            chart.shapes.append(Shape("line", place + 1, points=_points(points), words=str(one.label)))
    return chart


def radar(
    key: str,
    title: Any,
    description: Any,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    highest: int,
    show: Show = number,
) -> Chart:
    """A spoke for each category, a closed line for each series; what is not known stands at the centre."""
    chart = _chart(key, title, description, labels, series, show)
    chart.width, chart.height, radius = 600, 360, 125
    at = [(sin(2 * pi * index / len(labels)), -cos(2 * pi * index / len(labels))) for index in range(len(labels))]

    def place(index: int, value: float) -> tuple[float, float]:
        across, down = at[index]
        return 300 + across * radius * value / highest, 180 + down * radius * value / highest

    for level in range(1, highest + 1):
        ring = [place(index, level) for index in range(len(labels))]
        for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
            chart.rules.append(_rule(*start, *end, is_axis=level == highest))
    for index, label in enumerate(labels):
        chart.rules.append(_rule(300, 180, *place(index, highest)))
        (x, y), across = place(index, highest * 1.1), at[index][0]
        anchor = "middle" if abs(across) < 0.2 else "start" if across > 0 else "end"
        chart.words.append(_word(x, y + 4, label, anchor))
    for number_of, one in enumerate(series, start=1):
        points = [place(index, value or 0) for index, value in enumerate(one.values)]
        chart.shapes.append(Shape("area", number_of, points=_points(points), words=str(one.label)))
    return chart


def ticks(highest: int, unit: int = 1) -> list[int]:
    """Round values from 0 to at least `highest`, two to six of them; round in units (60 for minutes shown as hours)."""
    if highest <= 0:
        return [0, unit]
    raw = highest / unit / 4
    power = 10 ** int(log10(raw)) if raw >= 1 else 1
    step = unit * next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= raw)
    return list(accumulate([0, *[step] * -(-highest // step)]))


def _chart(
    key: str, title: Any, description: Any, labels: Sequence[str], series: Sequence[Series], show: Show
) -> Chart:
    head = ["", *(str(one.label) for one in series)]
    rows = [
        [label, *("–" if (value := one.values[index]) is None else show(value) for one in series)]
        for index, label in enumerate(labels)
    ]
    legend = [(place, str(one.label)) for place, one in enumerate(series, start=1)]
    return Chart(key, str(title), str(description), head, rows, legend)


def _upright(
    key: str,
    title: Any,
    description: Any,
    labels: Sequence[str],
    series: Sequence[Series],
    highest: int,
    show: Show,
    unit: int = 1,
) -> tuple[Chart, Callable[[int], float]]:
    """A chart with its axes and grid, and the function from a value to its height in the drawing."""
    chart = _chart(key, title, description, labels, series, show)
    marks = ticks(highest, unit)

    def scale(value: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / marks[-1]

    for mark in marks:
        chart.rules.append(_rule(LEFT, scale(mark), WIDTH - RIGHT, scale(mark), is_axis=mark == 0))
        chart.words.append(_word(LEFT - 6, scale(mark) + 4, show(mark), "end"))
    step, each = (WIDTH - LEFT - RIGHT) / max(len(labels), 1), -(-len(labels) // MOST_LABELS)
    chart.words += [
        _word(LEFT + step * (index + 0.5), HEIGHT - 10, label)
        for index, label in enumerate(labels)
        if index % each == 0
    ]
    return chart, scale


def _highest(series: Sequence[Series]) -> int:
    return max((value or 0 for one in series for value in one.values), default=0)


def _runs(values: Sequence[int | None]) -> list[list[tuple[int, int]]]:
    """Stretches of known values, each with its place."""
    runs: list[list[tuple[int, int]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((index, value))
    return [run for run in runs if run]


def _said(label: str, one: Series, value: str) -> str:
    return _("%(label)s, %(series)s : %(value)s") % {"label": label, "series": one.label, "value": value}


def _bar(series: int, x: float, y: float, width: float, height: float, words: str) -> Shape:
    return Shape("bar", series, round(x, 1), round(y, 1), round(width, 1), round(height, 1), words=words)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _rule(x1: float, y1: float, x2: float, y2: float, *, is_axis: bool = False) -> Rule:
    return Rule(round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), is_axis)


def _word(x: float, y: float, text: str, anchor: str = "middle") -> Word:
    return Word(round(x, 1), round(y, 1), text, anchor)
