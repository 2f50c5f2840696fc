"""Finding the table in a sheet: the header under its titles, the data above its footers."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.imports.cells import is_empty
from levier.foundation.imports.sheets import Cell, Sheet, UnreadableFile
from levier.foundation.kit.texts import fold

HEADER_WITHIN = 40
FOOTER = re.compile(r"(?:total|totaux|sous total|totaal|moyenne|signature|fait a|nombre de|legende|remarque)(?: |$)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: its place from 0, its header as written, up to five first values."""

    index: int
    label: Any
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet. `rows` are (row number in the file, cells); `skipped` are (row number, reason)."""

    sheet: str
    header_row: int
    columns: list[Column]
    rows: list[tuple[int, list[Cell]]]
    skipped: list[tuple[int, str]]

    @property
    def fingerprint(self) -> str:
        """Names this layout: the same headers in the same order give the same text, whatever the data."""
        labels = "\n".join(fold(str(column.label)) for column in self.columns)
        return hashlib.sha256(labels.encode()).hexdigest()


def find_table(sheet: Sheet, knows: Callable[[Any], bool]) -> Table:
    """The table of a sheet; `knows(label)` says whether a header is of the kind we look for.

    Raises UnreadableFile when no row looks like a header.
    """
    header = _header(sheet, knows)
    if header is None:
        raise UnreadableFile(
            _("La feuille « %(name)s » n'a pas de ligne de titres de colonnes que Levier reconnaisse.")
            % {"name": sheet.name}
        )
    start, height = header
    labels = _labels(sheet, start, height)
    width = max((index for index, label in enumerate(labels) if not is_empty(label)), default=-1) + 1
    labels = labels[:width]
    rows, skipped = _data(sheet, start + height, labels)
    columns = [
        Column(index, label, _examples(rows, index)) for index, label in enumerate(labels) if not is_empty(label)
    ]
    return Table(sheet.name, start + 1, columns, rows, skipped)


def _header(sheet: Sheet, knows: Callable[[Any], bool]) -> tuple[int, int] | None:
    """(index of the first header row, number of header rows) of the best candidate."""
    best: tuple[int, int, int] | None = None
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        for height in (1, 2):
            labels = row if height == 1 else _labels(sheet, index, 2)
            score = len({fold(str(label)) for label in labels if not is_empty(label) and knows(label)})
            if score and (best is None or score > best[0]):
                best = (score, index, height)
    return (best[1], best[2]) if best and best[0] >= 2 else None


def _labels(sheet: Sheet, start: int, height: int) -> list[Any]:
    first = sheet.rows[start]
    if height == 1 or start + 1 >= len(sheet.rows):
        return list(first)
    second = sheet.rows[start + 1]
    return [_join(above, below) for above, below in zip(first, second, strict=False)]


def _join(above: Any, below: Any) -> Any:
    if is_empty(below) or above == below:
        return above
    if is_empty(above):
        return below
    return f"{above} {below}"


def _data(sheet: Sheet, start: int, labels: list[Any]) -> tuple[list[tuple[int, list[Cell]]], list[tuple[int, str]]]:
    heads = [fold(str(label)) for label in labels]
    rows: list[tuple[int, list[Cell]]] = []
    skipped: list[tuple[int, str]] = []
    blank = 0
    for number, row in enumerate(sheet.rows[start:], start=start + 1):
        cells = row[: len(labels)]
        filled = [cell for cell in cells if not is_empty(cell)]
        if not filled:
            blank += 1
            continue
        reason = _skip_reason(cells, filled, heads, after_gap=blank > 0)
        blank = 0
        if reason:
            skipped.append((number, reason))
        else:
            rows.append((number, cells))
    return rows, skipped


def _skip_reason(cells: list[Cell], filled: list[Cell], heads: list[str], *, after_gap: bool) -> str:
    texts = [(index, cell) for index, cell in enumerate(cells) if isinstance(cell, str) and not is_empty(cell)]
    if any(heads[index] and fold(cell) == heads[index] for index, cell in texts[:3]):
        same = sum(1 for index, cell in texts if heads[index] and fold(cell) == heads[index])
        if same >= max(2, len([head for head in heads if head]) // 2):
            return _("titres de colonnes répétés")
    if isinstance(filled[0], str) and FOOTER.match(fold(filled[0])):
        return _("total ou bas de page")
    if len(filled) == 1 and len(heads) > 3 and not texts:
        return _("ligne préparée, sans contenu")
    if len(filled) == 1 and len(heads) > 3 and (after_gap or len(str(filled[0])) > 30):
        return _("remarque seule sur sa ligne")
    if len(texts) == len(filled) > 3 and len({cell for _index, cell in texts}) == 1:
        return _("titre étalé sur toute la ligne")
    return ""


def _examples(rows: list[tuple[int, list[Cell]]], index: int) -> tuple[str, ...]:
    found: list[str] = []
    for _number, cells in rows[:200]:
        cell = cells[index] if index < len(cells) else ""
        text = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)
        if not is_empty(cell) and text not in found:
            found.append(text[:40])
            if len(found) == 5:
                break
    return tuple(found)
