"""Charts say with words and a table what they draw."""

import re

import pytest
from django.template.loader import render_to_string

from levier.foundation.kit.charts import Series, bars, lines, lying, radar, stacked, ticks

MONTHS = ["01/26", "02/26", "03/26"]
TWO = [Series("prouvées", [10, 20, 0]), Series("non prouvées", [5, None, 3])]
KINDS = {
    "bars": lambda: bars("c", "Heures", "Trois mois.", MONTHS, TWO),
    "stacked": lambda: stacked("c", "Heures", "Trois mois.", MONTHS, TWO),
    "lying": lambda: lying("c", "Heures", "Trois mois.", MONTHS, TWO),
    "lines": lambda: lines("c", "Heures", "Trois mois.", MONTHS, TWO),
    "radar": lambda: radar("c", "Heures", "Trois mois.", MONTHS, TWO, highest=20),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_chart_has_its_table_its_name_and_no_inline_style(kind):
    chart = KINDS[kind]()
    page = render_to_string("kit/_chart.html", {"chart": chart})

    assert chart.head == ["", "prouvées", "non prouvées"]
    assert chart.rows == [["01/26", "10", "5"], ["02/26", "20", "–"], ["03/26", "0", "3"]]
    assert '<title id="c-nom">Heures</title><desc id="c-mots">Trois mois.</desc>' in page
    assert "style=" not in page
    assert re.findall(r"<th scope=\"row\">(.*?)</th>", page) == MONTHS


def test_the_second_series_is_known_by_its_pattern_too():
    page = render_to_string("kit/_chart.html", {"chart": KINDS["stacked"]()})

    assert page.count('<pattern id="c-2"') == 1
    assert page.count('fill="url(#c-2)"') == 3


def test_stacked_parts_stand_on_each_other():
    first, second = [shape for shape in KINDS["stacked"]().shapes if shape.words.startswith("01/26")]

    assert (first.words, second.words) == ("01/26, prouvées\u202f: 10", "01/26, non prouvées\u202f: 5")
    assert second.y + second.height == pytest.approx(first.y, abs=0.2)
    assert first.height == pytest.approx(2 * second.height, abs=0.2)


def test_a_line_breaks_where_nothing_is_known():
    shapes = [shape for shape in KINDS["lines"]().shapes if shape.series == 2]

    assert [len(shape.points.split()) for shape in shapes] == [1, 1]


def test_an_empty_chart_is_drawn_without_shapes():
    chart = bars("c", "Heures", "Rien.", MONTHS, [Series("prouvées", [0, 0, 0])])

    assert (chart.shapes, chart.legend) == ([], [(1, "prouvées")])


@pytest.mark.parametrize(
    ("highest", "unit", "expected"),
    [
        (0, 1, [0, 1]),
        (3, 1, [0, 1, 2, 3]),
        (17, 1, [0, 5, 10, 15, 20]),
        (230, 1, [0, 100, 200, 300]),
        (600, 60, [0, 300, 600]),
    ],
)
def test_marks_are_round(highest, unit, expected):
    assert ticks(highest, unit) == expected
