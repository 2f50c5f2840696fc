"""Files as old and new programs write them, for tests: workbooks, text, web pages, broken ones."""

import html
import io
import zipfile
from datetime import date
from typing import Any

import xlsxwriter

Row = list[Any]
SPACE = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(*sheets: tuple[str, list[Row]], hidden: tuple[str, ...] = (), **options: Any) -> bytes:
    """A workbook; `options` are those of XlsxWriter."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, options) as workbook:
        days = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, days)
                    elif cell != "":
                        sheet.write(number, column, cell)
            if name in hidden:
                sheet.hide()
            else:
                sheet.activate()
                sheet.set_first_sheet()
    return data.getvalue()


def ods(rows: str) -> bytes:
    """An OpenDocument sheet of these rows, in XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{SPACE}:office:1.0" '
        f'xmlns:table="{SPACE}:table:1.0" xmlns:text="{SPACE}:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Stagiaires">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return data.getvalue()


def web_page(rows: list[Row]) -> bytes:
    """What old systems export as xls."""
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><head><style>td {{ color: red }}</style></head><body><table>{lines}</table></body></html>".encode()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same archive with one part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for entry in archive.infolist():
            content = archive.read(entry)
            fresh.writestr(entry.filename, content.replace(old, new) if entry.filename == name else content)
    return out.getvalue()


def bomb(size: int) -> bytes:
    """A workbook with a part that unfolds to so many bytes of nothing."""
    out = io.BytesIO(xlsx(("a", [["Nom"]])))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x.xml", "w") as part:
        for _piece in range(size // 2**20):
            part.write(b"\0" * 2**20)
    return out.getvalue()


def lying_bomb(size: int) -> bytes:
    """The same, with an index that says that it is small."""
    data = bytearray(bomb(size))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)
