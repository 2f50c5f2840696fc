"""From the bytes of a file to rows understood: sheet, table, columns, labels, values, and what stays to decide."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.imports.cells import CellError, is_empty
from levier.foundation.imports.guessing import Headers, guess_columns
from levier.foundation.imports.importer import Importer, ImportField, ReadRow, RowError
from levier.foundation.imports.layout import Column, Table, find_table
from levier.foundation.imports.legend import Legend
from levier.foundation.imports.sheets import Sheet, UnreadableFile
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.texts import fold

LOOKED_AT = 60


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
    """A sheet as understood so far. `missing` are required fields without a column; `unknown` labels by field."""

    table: Table
    columns: dict[int, str]
    undecided: list[Column]
    missing: list[ImportField]
    unknown: dict[str, dict[str, int]]
    rows: list[ReadRow]

    @property
    def is_decided(self) -> bool:
        return not (self.undecided or self.missing or self.unknown)


def choose_sheet(importer: Importer, sheets: list[Sheet], named: str = "") -> Sheet:
    """The sheet to read: the named one, else the one whose headers fit the importer best.

    Raises UnreadableFile when none does.
    """
    if named:
        found = next((sheet for sheet in sheets if sheet.name == named), None)
        if found is None:
            raise UnreadableFile(_("Le classeur n'a pas de feuille « %(name)s ».") % {"name": named})
        return found
    headers = Headers(importer.fields)
    fitting = [
        (score, -index, sheet) for index, sheet in enumerate(sheets) if (score := _fit(importer, headers, sheet))
    ]
    if not fitting:
        raise UnreadableFile(
            _("Aucune feuille n'a les colonnes attendues. Attendu, par exemple : %(fields)s.")
            % {"fields": ", ".join(str(one.label) for one in importer.fields[:6])}
        )
    return max(fitting, key=lambda entry: entry[:2])[2]


def _fit(importer: Importer, headers: Headers, sheet: Sheet) -> float:
    """How well a sheet suits an importer, by its top; 0 when it has no header of its kind."""
    try:
        table = find_table(Sheet(sheet.name, sheet.rows[:LOOKED_AT]), headers.knows)
    except UnreadableFile:
        return 0
    given, _undecided = guess_columns(table, (), headers)
    required = {one.code for one in importer.fields if one.required}
    hint = fold(sheet.name) in {fold(name) for name in importer.sheet_hints}
    return len(given) + 20 * len(required & set(given.values())) + (10 if hint else 0)


def read_sheet(importer: Importer, sheet: Sheet, choices: Choices, legend: Legend | None = None) -> Reading:
    """Understand a sheet with what was decided; what is still open is in the result. Raises UnreadableFile.

    `legend` is what the workbook says of its own labels: it is asked when we do not know one.
    """
    headers = Headers(importer.fields)
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
    reader = _RowReader(fields, columns, by_index, choices, legend or {})
    rows = [reader.read(number, cells) for number, cells in table.rows]
    missing = [one for one in importer.fields if one.required and one.code not in present]
    return Reading(table, columns, undecided, missing, reader.unknown, rows)


class _RowReader:
    """Reads rows one after the other and remembers each label's meaning, for labels recur."""

    def __init__(
        self,
        fields: dict[str, ImportField],
        columns: dict[int, str],
        by_index: dict[int, Column],
        choices: Choices,
        legend: Legend,
    ) -> None:
        self.plain = [(i, fields[c]) for i, c in columns.items() if not fields[c].repeats]
        self.repeated = [
            (i, fields[c], repeats(by_index[i].label)) for i, c in columns.items() if (repeats := fields[c].repeats)
        ]
        self.headers = {index: str(column.label) for index, column in by_index.items()}
        self.choices = choices
        self.legend = {fields[code].code: legend.get(fold(self.headers[i]), {}) for i, code in columns.items()}
        self.unknown: dict[str, dict[str, int]] = {}
        self._meaning: dict[tuple[str, str], str | None] = {}

    def read(self, number: int, cells: list[Any]) -> ReadRow:
        row = ReadRow(number, {})
        for index, one in self.plain:
            cell = self._corrected(number, one.code, cells[index] if index < len(cells) else "")
            self._put(row, one, cell, self.headers[index])
        for index, one, key in self.repeated:
            cell = self._corrected(number, f"{one.code}:{key}", cells[index] if index < len(cells) else "")
            held = row.values.setdefault(one.code, {})
            try:
                value = one.read(cell)
                if held.get(key) and value:
                    raise CellError(_("une autre colonne dit la même chose, et les deux sont remplies."))
                held[key] = value or held.get(key, value)
            except CellError as error:
                row.errors.append(RowError(number, f"{one.code}:{key}", _named(self.headers[index], error), str(cell)))
        return row

    def _corrected(self, number: int, code: str, cell: Any) -> Any:
        return self.choices.corrections.get(f"{number}:{code}", cell)

    def _put(self, row: ReadRow, one: ImportField, cell: Any, header: str) -> None:
        if is_empty(cell):
            if one.required:
                sentence = _("Colonne « %(column)s » : il manque une valeur.") % {"column": header}
                row.errors.append(RowError(row.row, one.code, sentence))
            return
        if one.labels is not None:
            code = self._label(one, str(cell))
            if code is not None:
                row.values[one.code] = code
                return
            if one.choices is not None:
                self.unknown.setdefault(one.code, {}).setdefault(str(cell).strip()[:80], 0)
                self.unknown[one.code][str(cell).strip()[:80]] += 1
                return
        try:
            row.values[one.code] = one.read(cell)
        except CellError as error:
            row.errors.append(RowError(row.row, one.code, _named(header, error), str(cell)[:80]))

    def _label(self, one: ImportField, text: str) -> str | None:
        known = (one.code, text)
        if known not in self._meaning:
            decided = self.choices.labels.get(one.code, {}).get(fold(text))
            self._meaning[known] = decided if decided is not None else self._known(one, text)
        return self._meaning[known]

    def _known(self, one: ImportField, text: str) -> str | None:
        code = one.labels(text) if one.labels else None
        meaning = self.legend[one.code].get(fold(text), "")
        return one.meanings(meaning) if code is None and meaning and one.meanings else code


def _named(header: str, error: CellError) -> str:
    return _("Colonne « %(column)s » : %(error)s") % {"column": header, "error": error}
