"""From the bytes of a file to rows understood: sheet, table, columns, labels, values, and what stays to decide."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.imports.cells import CellError, as_written, is_empty, is_unsaid, refuse_error
from levier.foundation.imports.days import day_before_month, orders_of, refuse_open
from levier.foundation.imports.guessing import guess_columns
from levier.foundation.imports.headers import headers_of
from levier.foundation.imports.importer import Importer, ImportField, ReadRow, RowError
from levier.foundation.imports.layout import HEADER_WITHIN, Column, Table, find_table
from levier.foundation.imports.legend import Legend
from levier.foundation.imports.sheets import Sheet
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.texts import fold

REMEMBERED = 4_000
"""Cells of a column whose reading is remembered, for most columns repeat themselves."""


@dataclass(slots=True)
class Choices:
    """What the user (or the memory of a layout) decided.

    `columns`: field code by column index as text, "" to leave a column out. `labels`: {field: {folded label: code}}.
    `corrections`: text by "row:field".
    """

    columns: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """A sheet as understood so far. `missing` are required fields without a column; `unknown` labels by field.

    `keys` says what each column of a repeated field is for.
    """

    table: Table
    columns: dict[int, str]
    undecided: list[Column]
    missing: list[ImportField]
    unknown: dict[str, dict[str, int]]
    rows: list[ReadRow]
    keys: dict[int, Any] = field(default_factory=dict)

    @property
    def is_decided(self) -> bool:
        return not (self.undecided or self.missing or self.unknown)

    def place_of(self, error: RowError) -> tuple[str, str]:
        """(header of the column of an error, cell as spreadsheets name it: "U10"); empty where it is the whole row."""
        code, _colon, key = error.field.partition(":")
        for column in self.table.columns:
            if self.columns.get(column.index) == code and (not key or str(self.keys.get(column.index)) == key):
                return as_written(column.label), f"{letters_of(column.index)}{error.row}"
        return "", ""


def letters_of(index: int) -> str:
    """Name of a column as spreadsheets write it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_sheet(importer: Importer, sheet: Sheet, choices: Choices, legend: Legend | None = None) -> Reading:
    """Understand a sheet with what was decided; what is still open is in the result. Raises UnreadableFile.

    `legend` is what the workbook says of its own labels: it is asked when we do not know one.
    """
    headers = headers_of(importer)
    table = find_table(sheet, headers.knows)
    placed = {code for code in choices.columns.values() if code}
    guessed, doubtful = guess_columns(table, importer.fields, headers, placed)
    by_index = {column.index: column for column in table.columns}
    columns = {index: code for index, code in guessed.items() if str(index) not in choices.columns}
    columns |= {
        index: c for i, c in choices.columns.items() if c and (index := whole(i)) is not None and index in by_index
    }
    fields = {one.code: one for one in importer.fields}
    columns = {index: code for index, code in columns.items() if code in fields}
    undecided = [by_index[index] for index in doubtful if str(index) not in choices.columns]
    present = set(columns.values())
    reader = _RowReader(fields, columns, table, choices, legend or {})
    rows = [reader.read(number, cells) for number, cells in table.rows]
    missing = [one for one in importer.fields if one.required and one.code not in present]
    keys = {index: key for index, _one, key in reader.repeated}
    table.rows.clear()  # they are understood: a large workbook is not held twice
    return Reading(table, columns, undecided, missing, reader.unknown, rows, keys)


def fingerprint_of(importer: Importer, sheet: Sheet) -> str:
    """Names the layout of a sheet, by its top: asked before it is read, to read it as last time."""
    top = Sheet(sheet.name, [list(row) for row in sheet.rows[:HEADER_WITHIN]])
    return find_table(top, headers_of(importer).knows).fingerprint


class _RowReader:
    """Reads rows one after the other and remembers each label's meaning, for labels recur."""

    def __init__(
        self, fields: dict[str, ImportField], columns: dict[int, str], table: Table, choices: Choices, legend: Legend
    ) -> None:
        labels = {column.index: column.label for column in table.columns}
        self.headers = {index: as_written(label) for index, label in labels.items()}
        plain = [(i, fields[c]) for i, c in columns.items() if not fields[c].repeats]
        self.repeated = [
            (i, fields[c], repeats(labels[i])) for i, c in columns.items() if (repeats := fields[c].repeats)
        ]
        dated = [index for index, one in plain if one.dated]
        orders = orders_of({i: [cells[i] for _row, cells in table.rows if i < len(cells)] for i in dated})
        self.plain: list[tuple[int, ImportField, str, dict[Any, Any]]] = [
            (index, one, orders.get(index, "day"), {}) for index, one in plain
        ]
        self.choices = choices
        self.legend = {fields[code].code: legend.get(fold(self.headers[i]), {}) for i, code in columns.items()}
        self.unknown: dict[str, dict[str, int]] = {}
        self._meaning: dict[tuple[str, str], str | None] = {}
        self._choices: dict[str, set[str]] = {}

    def read(self, number: int, cells: list[Any]) -> ReadRow:
        row = ReadRow(number, {})
        values, width, corrections = row.values, len(cells), self.choices.corrections
        for index, one, order, memory in self.plain:
            cell = cells[index] if index < width else ""
            if corrections and (corrected := corrections.get(f"{number}:{one.code}")) is not None:
                self._put(row, one, corrected, index, "day", {})
                continue
            known = memory.get(cell if type(cell) is str else (type(cell), cell))
            if known is not None:
                values[one.code] = known
            elif cell != "" or one.required:
                self._put(row, one, cell, index, order, memory)
        for index, one, key in self.repeated:
            cell = cells[index] if index < width else ""
            if corrections:
                cell = corrections.get(f"{number}:{one.code}:{key}", cell)
            held = values.setdefault(one.code, {})
            try:
                value = one.read(cell)
                if held.get(key) and value:
                    raise CellError(_("une autre colonne dit la même chose, et les deux sont remplies."))
                held[key] = value or held.get(key, value)
            except CellError as error:
                row.errors.append(self._error(row, f"{one.code}:{key}", index, error, cell))
        return row

    def _error(self, row: ReadRow, code: str, index: int, error: CellError, cell: Any) -> RowError:
        sentence = _("Colonne « %(column)s » : %(error)s") % {"column": self.headers[index], "error": error}
        return RowError(row.row, code, sentence, as_written(cell)[:80])

    def _put(self, row: ReadRow, one: ImportField, cell: Any, index: int, order: str, memory: dict[Any, Any]) -> None:
        if is_empty(cell):
            self._want(row, one, index)
            return
        try:
            if one.labels is not None and self._put_label(row, one, cell):
                if (code := row.values.get(one.code)) and len(memory) < REMEMBERED:
                    memory[cell if type(cell) is str else (type(cell), cell)] = code
                return
            if order == "open":
                refuse_open(cell)
            value = one.read(day_before_month(cell) if order == "month" else cell)
        except CellError as error:
            row.errors.append(self._error(row, one.code, index, error, cell))
            return
        if value is None or value == "":
            self._want(row, one, index)
            return
        row.values[one.code] = value
        if len(memory) < REMEMBERED:
            memory[cell if type(cell) is str else (type(cell), cell)] = value

    def _want(self, row: ReadRow, one: ImportField, index: int) -> None:
        if one.required:
            row.errors.append(self._error(row, one.code, index, CellError(_("il manque une valeur.")), ""))

    def _put_label(self, row: ReadRow, one: ImportField, cell: Any) -> bool:
        """Is it a label, known or to be asked about? A field without choices reads what is no label itself."""
        refuse_error(cell)
        text = as_written(cell)
        code = self._label(one, text)
        if code:
            row.values[one.code] = code
        elif code is None and one.choices is not None:
            asked = self.unknown.setdefault(one.code, {})
            asked[text[:80]] = asked.get(text[:80], 0) + 1
        return code is not None or one.choices is not None

    def _label(self, one: ImportField, text: str) -> str | None:
        known = (one.code, text)
        if known not in self._meaning:
            decided = self.choices.labels.get(one.code, {}).get(fold(text))
            is_taken = decided is not None and self._is_choice(one, decided)
            self._meaning[known] = decided if is_taken else self._known(one, text)
        return self._meaning[known]

    def _is_choice(self, one: ImportField, code: str) -> bool:
        """Is what was decided, perhaps months ago, one of the answers of today? Nothing always is."""
        if one.code not in self._choices:
            self._choices[one.code] = {choice for choice, _label in one.choices()} if one.choices else set()
        return not code or code in self._choices[one.code] or set(code.split(",")) <= self._choices[one.code]

    def _known(self, one: ImportField, text: str) -> str | None:
        code = one.labels(text) if one.labels else None
        meaning = self.legend[one.code].get(fold(text), "")
        if code is None and meaning and one.meanings:
            code = one.meanings(meaning)
        return "" if code is None and is_unsaid(text) else code
