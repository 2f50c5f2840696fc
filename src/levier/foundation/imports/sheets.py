"""Opening a spreadsheet: xlsx, xls, ods, csv, whatever the program that made it called it."""

import csv
import io
import zipfile
from dataclasses import dataclass
from typing import Any

import python_calamine as calamine
from django.utils.translation import gettext as _

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 600 * 1024 * 1024
MOST_ENTRIES = 3_000
MOST_ROWS = 500_000
MOST_COLUMNS = 400

Cell = Any
"""str, float, int, bool, date, datetime, time, timedelta, or "" for nothing."""


class UnreadableFile(Exception):
    """A file that is not a spreadsheet we can read. `str(error)` is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[0]` is row 1 of the file; all rows are as long as the widest."""

    name: str
    rows: list[list[Cell]]


def open_workbook(data: bytes, name: str) -> list[Sheet]:
    """Sheets of a file, by its content and not its name. Raises UnreadableFile, and nothing else, on any bytes."""
    if not data.strip():
        raise UnreadableFile(_("Le fichier est vide."))
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_("Le fichier dépasse 50 Mo. Partagez-le en plusieurs fichiers."))
    if data[:4] == b"PK\x03\x04":
        _refuse_bombs(data)
        return _read_workbook(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _read_workbook(data)
    return [Sheet(name, _read_text(data))]


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableFile(_("Le fichier est abîmé : enregistrez-le à nouveau, puis réessayez.")) from error
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnreadableFile(_("Le fichier, une fois déplié, est trop grand pour être lu sans risque."))


def _read_workbook(data: bytes) -> list[Sheet]:
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(workbook, index) for index in range(len(workbook.sheet_names))]
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


def _sheet(workbook: calamine.CalamineWorkbook, index: int) -> Sheet:
    sheet = workbook.get_sheet_by_index(index)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise UnreadableFile(
            _("La feuille « %(name)s » est trop grande (%(rows)d lignes, %(columns)d colonnes).")
            % {"name": sheet.name, "rows": sheet.total_height, "columns": sheet.total_width}
        )
    rows = sheet.to_python(skip_empty_area=False)
    for first, last in sheet.merged_cell_ranges or ():
        _spread(rows, first, last)
    return Sheet(sheet.name, rows)


def _spread(rows: list[list[Cell]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """A merged cell holds for each cell it covers; a title merged over a whole row is left alone by its width."""
    if first[0] >= len(rows) or first[1] >= len(rows[first[0]]):
        return
    value = rows[first[0]][first[1]]
    for row in rows[first[0] : last[0] + 1]:
        for column in range(first[1], min(last[1] + 1, len(row))):
            row[column] = value


def _read_text(data: bytes) -> list[list[Cell]]:
    text = _decode(data)
    sample = text[:20_000]
    if "\x00" in sample or sample.lstrip()[:5].lower() in ("<html", "<!doc", "%pdf-", "{\\rtf"):
        raise UnreadableFile(_("Ce fichier n'est pas un classeur : donnez un fichier xlsx, ods ou csv."))
    controls = sum(1 for character in sample if ord(character) < 32 and character not in "\r\n\t")
    if controls > len(sample) // 100:
        raise UnreadableFile(_("Ce fichier n'est pas un classeur : donnez un fichier xlsx, ods ou csv."))
    try:
        rows: list[list[Cell]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(sample)))
    except csv.Error as error:
        raise UnreadableFile(_("Ce fichier csv ne peut pas être lu : enregistrez-le à nouveau en xlsx.")) from error
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise UnreadableFile(_("Le fichier est trop grand : 500 000 lignes et 400 colonnes au plus."))
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(sample: str) -> str:
    """The mark that parts the most lines into the same number of cells, more than one."""

    def score(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark)][:60]
        wide = [count for count in counts if count > 1]
        best = max(set(wide), key=wide.count, default=0)
        return wide.count(best) if best else 0, best

    try:
        return max((";", "\t", ","), key=score)
    except csv.Error:
        return ";"
