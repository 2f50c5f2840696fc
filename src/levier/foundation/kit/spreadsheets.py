"""The one writer of spreadsheets: typed cells, and text that can never become a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

import xlsxwriter
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_text(value: Any) -> str:
    """Text for a csv cell: a leading sign that a spreadsheet would compute is disarmed by an apostrophe."""
    text = str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def write_xlsx(sheets: Iterable[tuple[str, list[str], Iterable[Iterable[Any]]]]) -> bytes:
    """A workbook of (title, headers, rows). Memory stays constant: rows are written as they come."""
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options | {"default_date_format": "dd/mm/yyyy"}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for title, headers, rows in sheets:
            sheet = book.add_worksheet(title[:31])
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, max(len(headers) - 1, 0), 18)
            for column, header in enumerate(headers):
                sheet.write_string(0, column, str(header), bold)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    _write(sheet, number, column, value, moment)
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, moment: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        sheet.write_datetime(row, column, local.replace(tzinfo=None), moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    else:
        sheet.write_string(row, column, str(value)[:32_000])


def csv_lines(headers: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Lines of a csv that French spreadsheets open as it is: semicolons, and a mark of UTF-8 in front."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    for row in chain([headers], rows):
        writer.writerow([_csv_cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float | Decimal) else safe_text(value)
