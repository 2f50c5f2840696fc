"""Small figures are hidden in what leaves the house, with what would give them away."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from levier.evidence.reports.suppression import all_hidden, hidden
from levier.foundation.accounts.actions.choices import choose_number
from tests.cast import NOON, actor, browser, colleague, organisation
from tests.evidence.reports.course import course, trainee


def cells(women=0, men=0, non_binary=0, unknown=0):
    return {
        "women": women,
        "men": men,
        "non_binary": non_binary,
        "unknown": unknown,
        "total": women + men + non_binary + unknown,
    }


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (cells(), set()),
        (cells(women=9, men=12), set()),
        (cells(women=9, men=12, non_binary=1), {"non_binary", "women"}),
        (cells(women=20, men=3, non_binary=2), {"men", "non_binary"}),
        (cells(women=3), {"women", "total"}),
        (cells(women=2, men=1), {"women", "men", "total"}),
        (cells(women=5), set()),
    ],
)
def test_a_small_cell_never_goes_alone(figures, expected):
    assert hidden(figures) == expected


def table(*rows):
    """Figures by code of a whole: each row is women, men, non-binary."""
    return {str(place): cells(*row) for place, row in enumerate(rows)}


def test_in_a_whole_that_everybody_knows_no_column_has_one_hidden_cell_alone():
    found = all_hidden(table((2, 9, 0), (30, 8, 0), (40, 7, 0)), [("0", "1", "2")])

    assert found == {"0": {"women", "men"}, "1": {"women", "men"}, "2": set()}


ROW = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 6))


@given(st.lists(ROW, min_size=1, max_size=4))
def test_no_hidden_cell_can_be_found_by_one_subtraction(rows):
    figures = table(*rows)
    secret = all_hidden(figures, [tuple(figures)])

    for code, row in figures.items():
        assert {name for name, value in row.items() if 0 < value < 5} <= secret[code]
        assert len(secret[code]) != 1
        assert all(row[name] for name in secret[code])
    for name in ("women", "men", "non_binary", "total"):
        hidden_ones = [code for code in figures if name in secret[code]]
        assert len(hidden_ones) != 1 or not [c for c in figures if figures[c][name] and c not in hidden_ones]


@pytest.fixture
def report(db):
    """Six women, one man; two of them disabled; one found work."""
    where, by = course(organisation()), actor()
    for number in range(6):
        said = {"disability": "yes" if number < 2 else "no"}
        trainee(by, where, f"P{number}", answers=said, job=number == 0)
    trainee(by, where, "Omar", gender="M", answers={"disability": "no"})
    return f"/rapports/{where.pk}/esf-plus-2021/?du=2026-01-01&au=2026-12-31&format=xlsx"


def figures_of(client, address: str) -> dict[str, list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(address).content))
    rows = book.get_sheet_by_name("Chiffres").to_python()[1:]
    return {"": book.sheet_names} | {row[0]: row[2:8] for row in rows}


@pytest.mark.parametrize(
    ("asked", "first", "disabled", "work"),
    [
        ("", [6, 1, 0, 0, 7, 7], [2, 0, 0, "–", 2, 2], [1, 0, 0, "–", 1, 1]),
        ("&petits=tous", [6, 1, 0, 0, 7, 7], [2, 0, 0, "–", 2, 2], [1, 0, 0, "–", 1, 1]),
        ("&petits=sensibles", [6, 1, 0, 0, 7, 7], ["×", 0, 0, "–", "×", "×"], [1, 0, 0, "–", 1, 1]),
        ("&petits=aucun", ["×", "×", 0, 0, 7, 7], ["×", 0, 0, "–", "×", "×"], ["×", 0, 0, "–", "×", "×"]),
    ],
)
def test_who_reads_the_file_decides_what_is_hidden(report, asked, first, disabled, work):
    ines = browser(colleague("project_officer", name="Inès"))

    found = figures_of(ines, report + asked)

    assert (found["EECO01"], found["EECO12"], found["EECR04"]) == (first, disabled, work)
    single = {"Laissés de côté", "Enregistrements"} & set(found[""])
    assert len(single) == (0 if asked.endswith("aucun") else 2)


def test_the_page_explains_the_choice_and_offers_each_level(report):
    page = browser(colleague("project_officer", name="Inès")).get(report.replace("&format=xlsx", "")).text

    assert page.count('name="petits"') == 3
    assert "Un très petit chiffre peut faire reconnaître une personne." in page


def test_the_association_says_what_is_small(report):
    choose_number(by=actor("direction", name="Claire"), name="small_figures", value=8, at=NOON)
    ines = browser(colleague("project_officer", name="Inès"))

    assert figures_of(ines, report + "&petits=aucun")["EECO01"] == ["×", "×", 0, 0, "×", "×"]


def test_a_smaller_bar_shows_more_of_a_figure():
    assert hidden(cells(women=9, men=3), 3) == set()
    assert hidden(cells(women=9, men=3), 4) == {"women", "men"}
