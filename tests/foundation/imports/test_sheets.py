"""Whatever the file is called, its rows are read, or one plain sentence says why not."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.foundation.imports.sheets import UnreadableFile, open_workbook
from tests.foundation.imports.files import bomb, changed, lying_bomb, ods, web_page, xlsx
from tests.results import note

ROWS = [["Nom", "Prénom", "Né le"], ["Diallo", "Aïcha", "15/04/1990"], ["Noël", "Zoé", "01/02/1985"]]
TEXT = "\n".join(";".join(row) for row in ROWS)


def rows_of(data, name="x"):
    return open_workbook(data, name)[0].rows


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("mac_roman"),
        TEXT.encode("cp850"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-8").decode("cp1252").encode("utf-8"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace(";", "|").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        web_page(ROWS),
        xlsx(("a", ROWS)),
    ],
    ids=[
        "utf-8",
        "mark",
        "windows",
        "macintosh",
        "dos",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "read-twice",
        "comma",
        "tab",
        "pipe",
        "crlf",
        "cr",
        "web-page",
        "xlsx",
    ],
)
def test_the_same_rows_come_out_of_every_writing(data):
    assert rows_of(data) == ROWS


def test_a_separator_said_in_the_first_line_is_believed():
    assert rows_of(b"sep=|\nNom|Note, libre\nDiallo|a;b;c")[1:] == [["Nom", "Note, libre"], ["Diallo", "a;b;c"]]


def test_cells_that_a_web_page_spreads_stand_in_each_place():
    page = (
        "<table><tr><td colspan=2>Identité</td></tr><tr><td rowspan=2>1</td><td>a</td></tr><tr><td>b</td></tr></table>"
    ).encode()

    assert rows_of(page) == [["Identité", "Identité"], ["1", "a"], ["1", "b"]]


def test_days_keep_their_day_in_the_calendar_of_old_macintoshes():
    rows = [["Entrée"], [date(2024, 2, 5)]]

    assert rows_of(xlsx(("a", rows), date_1904=True)) == rows


def test_a_sheet_formatted_to_its_last_row_costs_nothing():
    cell = '<table:table-cell office:value-type="string"><text:p>Nom</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    last = f'<table:table-row table:number-rows-repeated="1048575">{blank}</table:table-row>'
    rows = f"<table:table-row>{cell}</table:table-row>{last}"

    assert rows_of(ods(rows)) == [["Nom"]]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A"])
def test_a_formula_in_error_is_not_an_empty_cell(error):
    data = xlsx(("Stagiaires & co", [["Nom", "Naissance"], ["Diallo", 12]]))
    broken = changed(
        data, "xl/worksheets/sheet1.xml", b'<c r="B2"><v>12</v></c>', f'<c r="B2" t="e"><v>{error}</v></c>'.encode()
    )

    assert rows_of(broken)[1] == ["Diallo", error]


def test_a_formula_that_nobody_calculated_is_not_an_empty_cell():
    data = xlsx(("a", [["Nom", "Naissance"], ["Diallo", 12]]))
    fresh = changed(data, "xl/worksheets/sheet1.xml", b'<c r="B2"><v>12</v></c>', b'<c r="B2"><f>TODAY()</f></c>')

    assert rows_of(fresh)[1] == ["Diallo", "#CALC!"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"),
        (b"  \n ", "vide"),
        (b"%PDF-1.7\n%\xe2\xe3", "n'est pas un classeur"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "n'est pas un classeur"),
        (b"PK\x03\x04 and nothing else", "abîmé"),
        (xlsx(("a", ROWS))[:-200], "abîmé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "pas un classeur lisible"),
        (b'Nom;Pr\xe9nom\n"Diallo;A\nb;c\n' + b"x;y\n" * 40, "guillemet"),
        (b"<?xml version='1.0'?><a/>", "n'est pas un classeur"),
        (b"x" * (50 * 1024 * 1024 + 1), "50.Mo"),
        (bomb(620 * 2**20), "trop grand"),
        (lying_bomb(8 * 2**20), "abîmé"),
    ],
    ids=["empty", "blank", "pdf", "picture", "no-zip", "cut", "no-xls", "quote", "xml", "large", "bomb", "lying-bomb"],
)
def test_what_is_no_spreadsheet_is_said_in_one_sentence(data, words):
    with pytest.raises(UnreadableFile, match=words):
        open_workbook(data, "x.xlsx")


WORKBOOK = xlsx(("a", [[1.5, "é", True, date(2024, 1, 1), datetime(2024, 1, 1, 9), time(9), timedelta(hours=30)]] * 3))


def test_no_bytes_break_the_reader():
    tried = {"inputs": 0, "failures": 0}

    @settings(max_examples=300, deadline=None)
    @given(
        start=st.sampled_from(
            [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<table><tr>", b"sep=;\n"]
        ),
        data=st.binary(max_size=400),
        places=st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=6),
        is_workbook=st.booleans(),
    )
    def read(start, data, places, is_workbook):
        tried["inputs"] += 1
        content = bytearray(WORKBOOK if is_workbook else start + data)
        for place, value in places:
            content[place % max(len(content), 1) : place % max(len(content), 1) + 1] = bytes([value])
        try:
            open_workbook(bytes(content), "x")
        except UnreadableFile:
            pass
        except Exception:
            tried["failures"] += 1
            raise

    read()
    note("importers under bad input", "bytes", **tried)
    assert tried["failures"] == 0
