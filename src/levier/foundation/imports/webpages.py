"""Tables of a web page: what many older programs write and call xls."""

from html.parser import HTMLParser
from typing import Any

from levier.foundation.kit.numbers import whole

MOST_SPAN = 400
MOST_ROWS = 500_000


class _Tables(HTMLParser):
    """Gathers the rows of each table; a cell that spans several places stands in each of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Any]]] = []
        self._rows: list[dict[int, str]] = []
        self._text: list[str] | None = None
        self._at, self._column, self._spans = -1, 0, (1, 1)
        self._quiet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end()
        elif tag == "tr":
            self._close_cell()
            self._at += 1
            self._column = 0
            self._row(self._at)
        elif tag in ("td", "th") and self._at >= 0:
            self._close_cell()
            named = dict(attrs)
            self._spans = (_span(named.get("rowspan")), _span(named.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif tag in ("style", "script", "title"):
            self._quiet = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag == "table":
            self._end()
        elif tag in ("style", "script", "title"):
            self._quiet = False

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._quiet:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _row(self, number: int) -> dict[int, str]:
        while len(self._rows) <= number:
            self._rows.append({})
        return self._rows[number]

    def _close_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = " ".join("".join(self._text).split()), None
        row = self._row(self._at)
        while self._column in row:
            self._column += 1
        down, across = self._spans
        for number in range(self._at, min(self._at + down, MOST_ROWS)):
            for column in range(self._column, self._column + across):
                self._row(number)[column] = text
        self._column += across

    def _end(self) -> None:
        self._close_cell()
        if self._rows:
            width = max((max(row, default=-1) for row in self._rows), default=-1) + 1
            self.tables.append([[row.get(column, "") for column in range(width)] for row in self._rows])
        self._rows, self._at, self._column = [], -1, 0


def _span(written: str | None) -> int:
    return min(whole(written or "") or 1, MOST_SPAN)


def is_web_page(text: str) -> bool:
    """Does this text hold a table of a web page?"""
    head = text[:20_000].casefold()
    return "<table" in head and "<" in head.lstrip()[:1]


def read_web_page(text: str) -> list[list[list[Any]]]:
    """The tables of a page, as rows of texts; a table within a table ends the outer one."""
    tables = _Tables()
    tables.feed(text)
    tables.close()
    return tables.tables
