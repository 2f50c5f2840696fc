"""The files of a report, opened by other programs than ours: figures, records, tags, and what the command says."""

import io
import json
from datetime import date

import openpyxl
import pikepdf
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from levier.config.command import main
from levier.evidence.reports.exports import file_of
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.sources import source_of
from tests.cast import actor, browser, colleague, organisation, project
from tests.evidence.reports.course import AT, YEAR, agreement, course, presence, trainee

pytestmark = pytest.mark.django_db
RULES = rule_sets()["esf-plus-2021"]
WORDS = ["report", "esf-plus-2021", "--project", "FSE-1", "--from", "2026-01-01", "--to", "2026-12-31"]


@pytest.fixture
def where():
    """A course with a title that a spreadsheet would take for a formula."""
    found = course(organisation(), title='=HYPERLINK("http://example.org")')
    agreement(found, "Inscription")
    return found


@pytest.fixture
def source(where):
    by = actor("direction", name="Claire")
    held = trainee(by, where, job=True)
    trainee(by, where, "Omar", gender="M", studies="")
    presence(where, held.person, date(2026, 3, 3), 175)
    return source_of(report_of(by, where, RULES, YEAR), AT)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words.replace("\xa0", " ").replace("\u202f", " ")


def test_two_spreadsheet_programs_read_the_same_typed_figures(source):
    content = file_of(source, "xlsx")

    theirs = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["Chiffres"]
    ours = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Chiffres").to_python()

    rows = {row[0]: list(row[2:9]) for row in theirs.iter_rows(min_row=2, values_only=True)}
    assert rows["EECO01"] == [1, 1, 0, 0, 2, 2, 4]
    assert rows["EECR04"] == [1, 0, 0, "–", 1, 1, 2]
    assert {row[0]: row[2:7] for row in ours[1:]} == {code: row[:5] for code, row in rows.items()}
    assert list(rows) == [one.code for one in RULES.indicators]


def test_records_are_nameless_lines_with_the_figures_that_count_them(source):
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(source, "xlsx")), read_only=True)["Enregistrements"]

    header, first, second = ([*row] for row in sheet.iter_rows(values_only=True))

    assert header[1:] == ["Entrée", "Sortie", "Genre", "Âge à l'entrée", "CITE", "Compte dans"]
    assert [first[1].date(), first[2].date(), *first[3:]] == [
        date(2026, 3, 2),
        date(2026, 6, 30),
        "femme",
        40,
        2,
        "EECO01 EECO02 EECO03 EECO09 EECR04",
    ]
    assert second[3:] == ["homme", 40, None, "EECO01"]


def test_no_text_becomes_a_formula(source):
    book = openpyxl.load_workbook(io.BytesIO(file_of(source, "xlsx")))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any("HYPERLINK" in str(cell.value) for cell in cells)


def test_the_paper_says_figures_method_date_pages_and_the_way_back(source):
    address = "https://levier.example.org/rapports/1/esf-plus-2021/"

    words = text_of(file_of(source, "pdf", "tous", address))

    for said in (
        "2 personnes entrées, 1 sortie vers un emploi",
        "du 1er janvier 2026 au 31 décembre 2026",
        "FSE+ 2021-2027",
        "2 h 55",
        "Prouvées",
        "page 1 sur",
        "1er décembre 2026",
        "Niveau d'un diplôme étranger qui compte",
        "(à confirmer)",
        address,
    ):
        assert said in words


def walked(node, found: list[str]) -> list[str]:
    """Kinds of the elements below a node of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            walked(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node["/S"]).lstrip("/"))
        if "/K" in node:
            walked(node["/K"], found)
    return found


def test_the_paper_is_tagged_for_a_screen_reader(source):
    with pikepdf.open(io.BytesIO(file_of(source, "pdf", "", "https://levier.example.org/rapports/1/"))) as paper:
        root = paper.Root
        metadata = paper.open_metadata()
        kinds = walked(root["/StructTreeRoot"], [])

        assert (str(root["/Lang"]), bool(root["/MarkInfo"]["/Marked"])) == ("fr", True)
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "2 personnes entrées, 1 sortie vers un emploi"
        assert all(float(page.mediabox[2]) == pytest.approx(595.28, abs=0.1) for page in paper.pages)
    assert kinds.count("Table") >= 4
    assert kinds.count("H1") == 1
    assert kinds.index("H1") < kinds.index("Table")
    assert {"TH", "TD", "L", "LI", "H2", "Figure", "Link"} <= set(kinds)


def test_the_same_report_gives_the_same_bytes(source):
    assert file_of(source, "pdf") == file_of(source, "pdf")


@pytest.mark.parametrize("code", ["esf-plus-2021", "esf-2014"])
@pytest.mark.parametrize(("kind", "begins"), [("json", b"{"), ("xlsx", b"PK"), ("pdf", b"%PDF-")])
def test_the_command_writes_each_kind(code, kind, begins, tmp_path, capsys):
    project("FSE-1", rule_set=code)
    file = tmp_path / f"rapport.{kind}"

    status = main(["report", code, *WORDS[2:], "--format", kind, "-o", str(file)])

    assert (status, file.read_bytes()[: len(begins)]) == (0, begins)
    assert str(file) in capsys.readouterr().err


def test_the_command_gives_the_same_keys_as_the_page(source, where, capsysbinary):
    page = browser(colleague("direction", name="Claire2")).get(
        f"/rapports/{where.pk}/esf-plus-2021/?du=2026-01-01&au=2026-12-31&format=json"
    )

    assert main(WORDS) == 0

    assert json.loads(capsysbinary.readouterr().out) == page.json()
    assert list(page.json()) == [
        "rule_set",
        "project",
        "period",
        "indicators",
        "records",
        "excluded",
        "trainee_hours",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"esf-plus-2021": "esf-1066"}, "Règles inconnues : « esf-1066 ». Connues : esf-2014, esf-plus-2021."),
        ({"FSE-1": "FSE-9"}, "Il n'y a pas de projet « FSE-9 »."),
        ({"2026-12-31": "2025-12-31"}, "La période se termine avant de commencer."),
    ],
)
def test_the_command_says_what_does_not_fit_and_writes_nothing(where, tmp_path, capsys, changed, said):
    file = tmp_path / "rapport.json"

    status = main([*(changed.get(word, word) for word in WORDS), "-o", str(file)])

    assert (status, capsys.readouterr().err.strip(), file.exists()) == (2, said, False)


@pytest.mark.parametrize("words", [["--from", "hier"], ["--format", "docx"], ["--mask", "beaucoup"]])
def test_words_that_the_command_does_not_know_end_in_two(where, capsys, words):
    with pytest.raises(SystemExit) as end:
        main([*WORDS, *words])

    assert end.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said(where, tmp_path, capsys):
    status = main([*WORDS, "-o", str(tmp_path / "nulle-part" / "rapport.json")])

    assert status == 1
    assert "ne peut pas être écrit" in capsys.readouterr().err
