"""Finding the table in a sheet: the header under its titles, the data above its footers."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.imports.cells import as_written, is_empty
from levier.foundation.imports.headers import is_format
from levier.foundation.imports.shapes import is_part_of_day, join_split_days, with_years
from levier.foundation.imports.sheets import Cell, Sheet, UnreadableFile
from levier.foundation.kit.texts import fold

HEADER_WITHIN = 40
HEADER_ROWS = (1, 2, 3)
FOOTER = re.compile(
    r"(?:s |sous |grand )?(?:total|totaux|totaal|totals|moyenne|gemiddelde|somme|signature|fait a|nombre de|effectif"
    r"|legende|remarque|remarques|note|notes|nb|source|exemple|voorbeeld|example|derniere mise a jour|mis a jour"
    r"|imprime le)(?: |$)"
)
TITLE = re.compile(
    r"(?:groupe|session|module|formation|cours|promotion|annee|semestre|trimestre|periode|site|groep|group) "
)


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
    labels = with_years(_labels(sheet, start, height, knows), sheet.name, sheet.rows[:start])
    width = max((index for index, label in enumerate(labels) if not is_empty(label)), default=-1) + 1
    labels = labels[:width]
    rows, skipped = _data(sheet, start + height, labels)
    labels = join_split_days(labels, [cells for _number, cells in rows])
    columns = [
        Column(index, label, _examples(rows, index)) for index, label in enumerate(labels) if not is_empty(label)
    ]
    return Table(sheet.name, start + height, columns, rows, skipped)


def _header(sheet: Sheet, knows: Callable[[Any], bool]) -> tuple[int, int] | None:
    """(index of the first header row, number of header rows) of the best candidate."""
    best: tuple[int, int, int] | None = None
    for index in range(min(HEADER_WITHIN, len(sheet.rows))):
        for height in HEADER_ROWS:
            if height > 1 and not _goes_on(sheet, index, height, knows):
                break
            labels = _labels(sheet, index, height, knows)
            score = len({fold(str(label)) for label in labels if not is_empty(label) and knows(label)})
            if score and (best is None or score > best[0]):
                best = (score, index, height)
    return (best[1], best[2]) if best and best[0] >= 2 else None


def _goes_on(sheet: Sheet, index: int, height: int, knows: Callable[[Any], bool]) -> bool:
    """Can the last of these rows still be a part of the header? Data never are: they hold numbers or days."""
    if index + height > len(sheet.rows):
        return False
    above, row = sheet.rows[index + height - 2], sheet.rows[index + height - 1]
    for before, cell in zip(above, row, strict=False):
        is_day = isinstance(cell, date)
        if isinstance(cell, int | float | bool) or (is_day and not is_empty(before) and knows(before)):
            return False
        if not is_empty(cell) and not is_day and re.fullmatch(r"\s*\d[\d\s,./:h-]*", str(cell)):
            return False
    return any(not is_empty(cell) for cell in row)


def _labels(sheet: Sheet, start: int, height: int, knows: Callable[[Any], bool]) -> list[Any]:
    labels = list(sheet.rows[start])
    for row in sheet.rows[start + 1 : start + height]:
        group: Any = ""
        joined = []
        for above, below in zip(labels, row, strict=False):
            group = group if is_empty(above) else above  # the name of a group often stands over its first column only
            joined.append(_join(group, above, below, knows))
        labels = joined
    return labels


def _join(group: Any, above: Any, below: Any, knows: Callable[[Any], bool]) -> Any:
    if is_empty(below) or above == below:
        return above
    if is_empty(group):
        return below
    together = f"{as_written(group)} {as_written(below)}"
    if knows(together) or is_part_of_day(below):
        return together
    if knows(below) or is_empty(above):
        return below
    return above if knows(above) else together


def _data(sheet: Sheet, start: int, labels: list[Any]) -> tuple[list[tuple[int, list[Cell]]], list[tuple[int, str]]]:
    heads = [fold(str(label)) for label in labels]
    rows: list[tuple[int, list[Cell]]] = []
    skipped: list[tuple[int, str]] = []
    blank = 0
    for number, row in enumerate(sheet.rows[start:], start=start + 1):
        cells = row if len(row) == len(labels) else row[: len(labels)]
        if rows and not blank and isinstance(row[0], float) and sum(cell != "" for cell in cells) > 3:
            rows.append((number, cells))  # nearly all rows: a number, then a person
            continue
        filled = [cell for cell in cells if not is_empty(cell)]
        if not filled:
            blank += 1
            continue
        reason = _skip_reason(cells, filled, heads, after_gap=blank > 0, is_first=not rows)
        blank = blank if reason else 0  # what stands below the table goes on until a row of it comes back
        if reason:
            skipped.append((number, reason))
        else:
            rows.append((number, cells))
    return rows, skipped


def _skip_reason(cells: list[Cell], filled: list[Cell], heads: list[str], *, after_gap: bool, is_first: bool) -> str:
    if len(filled) > 3 and not is_first and not isinstance(filled[0], str):
        return ""
    texts = [(index, cell) for index, cell in enumerate(cells) if isinstance(cell, str) and not is_empty(cell)]
    if is_first and _is_explanation(filled):
        return _("explication des colonnes")
    if any(heads[index] and fold(cell) == heads[index] for index, cell in texts[:3]):
        same = sum(1 for index, cell in texts if heads[index] and fold(cell) == heads[index])
        if same >= max(2, len([head for head in heads if head]) // 2):
            return _("titres de colonnes répétés")
    if isinstance(filled[0], str) and FOOTER.match(fold(filled[0])):
        return _("total ou bas de page")
    if len(filled) == 1 and len(heads) > 3 and not texts:
        return _("ligne préparée, sans contenu")
    if len(filled) == 1 and len(heads) > 3 and (after_gap or _is_title(str(filled[0]))):
        return _("remarque seule sur sa ligne")
    if len(texts) == len(filled) > 3 and len({cell for _index, cell in texts}) == 1:
        return _("titre étalé sur toute la ligne")
    if after_gap and len(heads) > 6 and len(filled) == 2 and isinstance(filled[0], str):
        return _("hors du tableau")
    return ""


def _is_explanation(filled: list[Cell]) -> bool:
    """A row under the header that says how to fill it in (jj/mm/aaaa), or numbers the columns."""
    if len(filled) < 3:
        return False
    if all(isinstance(cell, str) for cell in filled):
        return sum(is_format(cell) for cell in filled) >= 0.8 * len(filled) and not any(
            fold(cell) in ("f", "h", "m", "x", "oui", "non") for cell in filled
        )
    numbers = [int(cell) for cell in filled if isinstance(cell, float | int)]
    return len(numbers) == len(filled) >= 5 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_title(text: str) -> bool:
    return len(text) > 30 or text.rstrip().endswith(":") or bool(TITLE.match(fold(text)))


def _examples(rows: list[tuple[int, list[Cell]]], index: int) -> tuple[str, ...]:
    found: list[str] = []
    for _number, cells in rows[:200]:
        cell = cells[index] if index < len(cells) else ""
        text = as_written(cell)
        if not is_empty(cell) and text not in found:
            found.append(text[:40])
            if len(found) == 5:
                break
    return tuple(found)
