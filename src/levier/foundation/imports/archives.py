"""Looking into a zipped workbook before it is read: bombs, and cells whose formula gave no value."""

import io
import re
import zipfile
import zlib
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _

MOST_UNPACKED = 600 * 1024 * 1024
MOST_ENTRIES = 3_000
PIECE = 1024 * 1024
OVERLAP = 1024
NOT_CALCULATED = "#CALC!"

# How a cell ends when it holds an error, or a formula that no program has calculated yet.
_SIGNS = (b't="e"', b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />", b'"/></c>')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>(<f.*?(?:</f>|/>))?(?:<v>(.*?)</v>)?', re.DOTALL)
_SHEET = re.compile(r'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship [^>]*>")

type Broken = dict[str, dict[tuple[int, int], str]]
"""{place of a sheet in the archive: {(row, column) from 0: what stands there instead of a value}}."""


class UnsafeArchive(Exception):
    """An archive that is broken, or that unfolds to more than we read. `str(error)` is the sentence the user reads."""


def look_into(data: bytes) -> Broken:
    """Unfold each part once, by pieces, and note the cells without a value. Raises UnsafeArchive.

    A part that unfolds to more than it says, or is cut, ends here and not in the reader that trusts it.
    """
    broken: Broken = {}
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise UnsafeArchive(_("Le fichier, une fois déplié, est trop grand pour être lu sans risque."))
            for entry in entries:
                cells = _unfold(archive, entry)
                if cells:
                    broken[entry.filename] = cells
            return _by_name(archive, broken) if broken else {}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise UnsafeArchive(_("Le fichier est abîmé : enregistrez-le à nouveau, puis réessayez.")) from error


def _unfold(archive: ZipFile, entry: zipfile.ZipInfo) -> dict[tuple[int, int], str]:
    is_sheet = entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml")
    found: dict[tuple[int, int], str] = {}
    before = b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            if is_sheet:
                piece = before + piece
                _note(piece, found)
                before = piece[-OVERLAP:]
    return found


def _note(piece: bytes, found: dict[tuple[int, int], str]) -> None:
    for sign in _SIGNS:
        at = piece.find(sign)
        while at >= 0:
            start = piece.rfind(b"<c ", 0, at)
            cell = _CELL.match(piece, start) if start >= 0 else None
            if cell and (text := _without_value(cell)):
                found[(int(cell[2]) - 1, _index(cell[1]))] = text
            at = piece.find(sign, at + 1)


def _without_value(cell: re.Match[bytes]) -> str:
    _letters, _row, attributes, formula, value = cell.groups()
    if b't="e"' in attributes:
        return (value or b"#N/A").decode("ascii", errors="replace")
    return NOT_CALCULATED if formula and not value and b't="str"' not in attributes else ""


def _index(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _by_name(archive: ZipFile, broken: Broken) -> Broken:
    """The same by the name of the sheet."""
    book = archive.read("xl/workbook.xml").decode("utf-8", errors="replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    targets: dict[str, str] = {}
    for line in _TARGET.findall(relations):
        named: dict[str, Any] = dict(re.findall(r'(\w+)="([^"]*)"', line))
        targets[named.get("Id", "")] = "xl/" + named.get("Target", "").removeprefix("/xl/")
    names = {targets.get(code, ""): name for name, code in _SHEET.findall(book)}
    return {_unescaped(names[place]): cells for place, cells in broken.items() if place in names}


def _unescaped(name: str) -> str:
    for written, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        name = name.replace(written, meant)
    return name
