"""The legend that many workbooks carry: each label of a column with its meaning, in the words of who keeps it."""

from typing import Any

from levier.foundation.imports.cells import as_written, is_empty
from levier.foundation.imports.sheets import Sheet
from levier.foundation.kit.texts import fold

COLUMNS = {"colonne", "champ", "rubrique", "liste", "column", "field", "kolom", "veld"}
LABELS = {"libelle", "label", "valeur", "code", "abreviation", "value", "waarde", "afkorting"}
MEANINGS = {"signification", "meaning", "sens", "explication", "description", "betekenis", "definition", "uitleg"}
HEADER_WITHIN = 10

type Legend = dict[str, dict[str, str]]
"""{folded header of a column: {folded label: meaning as written}}."""


def read_legend(sheets: list[Sheet]) -> Legend:
    """What the workbook says of its own labels; empty when no sheet is a legend."""
    found: Legend = {}
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            places = _places(row)
            if places:
                _read(sheet.rows[index + 1 :], places, found)
                break
    return found


def _places(header: list[Any]) -> tuple[int, int, int] | None:
    """Indexes of column, label and meaning; None when this row is no header of a legend."""
    words = [fold(as_written(cell)) for cell in header]
    places = [next((i for i, word in enumerate(words) if word in names), -1) for names in (COLUMNS, LABELS, MEANINGS)]
    return (places[0], places[1], places[2]) if min(places) >= 0 else None


def _read(rows: list[list[Any]], places: tuple[int, int, int], found: Legend) -> None:
    column = ""
    for row in rows:
        head, label, meaning = (row[place] for place in places)
        column = column if is_empty(head) else fold(as_written(head))  # the name of a column is often written once
        if column and not is_empty(label) and not is_empty(meaning):
            found.setdefault(column, {})[fold(as_written(label))] = as_written(meaning)
