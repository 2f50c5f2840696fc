"""Opening a spreadsheet: xlsx, xls, ods, csv, whatever the program that made it called it."""

import io
from dataclasses import dataclass
from typing import Any

import python_calamine as calamine
from django.utils.translation import gettext as _

from levier.foundation.imports.archives import UnsafeArchive, look_into
from levier.foundation.imports.delimited import NotDelimited, decode, read_delimited
from levier.foundation.imports.webpages import is_web_page, read_web_page

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 500_000
MOST_COLUMNS = 500

Cell = Any
"""str, float, int, bool, date, datetime, time, timedelta, or "" for nothing."""


class UnreadableFile(Exception):
    """A file that is not a spreadsheet we can read. `str(error)` is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[0]` is row 1 of the file; all rows are as long as the widest."""

    name: str
    rows: list[list[Cell]]
    is_hidden: bool = False


def open_workbook(data: bytes, name: str) -> list[Sheet]:
    """Sheets of a file, by its content and not its name. Raises UnreadableFile, and nothing else, on any bytes."""
    if not data.strip():
        raise UnreadableFile(_("Le fichier est vide."))
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_("Le fichier dépasse 50 Mo. Partagez-le en plusieurs fichiers."))
    if data[:4] == b"PK\x03\x04":
        try:
            broken = look_into(data)
        except UnsafeArchive as error:
            raise UnreadableFile(str(error)) from error
        return _read_workbook(data, broken)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _read_workbook(data, {})
    return _read_text(data, name)


def _read_workbook(data: bytes, broken: dict[str, dict[tuple[int, int], str]]) -> list[Sheet]:
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _sheet(workbook, index, one.visible != calamine.SheetVisibleEnum.Visible, broken.get(one.name, {}))
            for index, one in enumerate(workbook.sheets_metadata)
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise UnreadableFile(_("Le fichier est protégé par un mot de passe : enlevez-le, puis réessayez.")) from error
    except UnreadableFile:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        # A reader written in Rust may also panic, which is no Exception: the sentence is the same.
        message = _("Ce fichier n'est pas un classeur lisible (xlsx, xls, ods ou csv), ou il est abîmé.")
        raise UnreadableFile(message) from error


def _sheet(
    workbook: calamine.CalamineWorkbook, index: int, is_hidden: bool, broken: dict[tuple[int, int], str]
) -> Sheet:
    sheet = workbook.get_sheet_by_index(index)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise UnreadableFile(
            _("La feuille « %(name)s » est trop grande (%(rows)d lignes, %(columns)d colonnes).")
            % {"name": sheet.name, "rows": sheet.total_height, "columns": sheet.total_width}
        )
    rows = sheet.to_python(skip_empty_area=False)
    _put_back(rows, broken)
    for first, last in sheet.merged_cell_ranges or ():
        _spread(rows, first, last)
    return Sheet(sheet.name, rows, is_hidden)


def _put_back(rows: list[list[Cell]], broken: dict[tuple[int, int], str]) -> None:
    """A cell in error, or a formula without its value, is no empty cell: the library that reads them says nothing."""
    if not broken:
        return
    height = max(row for row, _column in broken) + 1
    width = max([*(column + 1 for _row, column in broken), *map(len, rows[:1])])
    if height > MOST_ROWS or width > MOST_COLUMNS:
        return
    rows.extend([] for _number in range(height - len(rows)))
    for row in rows:
        row.extend([""] * (width - len(row)))
    for (number, column), text in broken.items():
        rows[number][column] = text


def _spread(rows: list[list[Cell]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """A merged cell holds for each cell it covers; a title merged over a whole row is left alone by its width."""
    if first[0] >= len(rows) or first[1] >= len(rows[first[0]]):
        return
    value = rows[first[0]][first[1]]
    for row in rows[first[0] : last[0] + 1]:
        for column in range(first[1], min(last[1] + 1, len(row))):
            row[column] = value


def _read_text(data: bytes, name: str) -> list[Sheet]:
    text = decode(data)
    if is_web_page(text):
        tables = read_web_page(text)
        return [Sheet(_("Tableau %d") % number, rows) for number, rows in enumerate(tables, start=1)]
    sample = text[:20_000]
    controls = sum(1 for character in sample if ord(character) < 32 and character not in "\r\n\t")
    if "\x00" in sample or controls > len(sample) // 100 or _is_something_else(sample):
        raise UnreadableFile(_("Ce fichier n'est pas un classeur : donnez un fichier xlsx, ods ou csv."))
    try:
        rows = read_delimited(text)
    except NotDelimited as error:
        raise UnreadableFile(str(error)) from error
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise UnreadableFile(
            _("Le fichier est trop grand : %(rows)d lignes et %(columns)d colonnes au plus.")
            % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        )
    return [Sheet(name, [row + [""] * (width - len(row)) for row in rows])]


def _is_something_else(sample: str) -> bool:
    head = sample.lstrip()[:200].casefold()
    return head.startswith(("<html", "<!doc", "<?xml", "%pdf-", "{\\rtf"))
