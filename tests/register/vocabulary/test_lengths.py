"""Lengths of unemployment in words: only what has surely passed counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.register.vocabulary.labels import UnknownLabel
from levier.register.vocabulary.lengths import read_unemployment_length


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("moins de 6 mois", 0),
        ("6 à 12 mois", 6),
        ("plus de 12 mois", 12),
        ("plus de 2 ans", 24),
        ("plus d’un an", 12),
        ("> 1 an", 12),
        ("+ de 12 mois", 12),
        ("<6 mois", 0),
        ("moins d'1 an", 0),
        ("depuis plus de 3 ans", 36),
        ("meer dan 2 jaar", 24),
        ("12 mois", 11),
        ("1 an", 11),
        ("un an", 11),
        ("18 mois", 17),
        ("2 ans", 23),
        ("depuis 3 ans", 35),
        ("environ 12 mois", 11),
        ("+/- 12 mois", 11),
        ("≥ 12 mois", 11),
        ("12 mois et +", 11),
        ("24 mois ou plus", 23),
        ("au moins 2 ans", 23),
        ("12 à 24 mois", 11),
        ("entre 1 et 2 ans", 11),
        ("de 6 mois à 2 ans", 5),
        ("1 an et demi", 17),
        ("1,5 an", 17),
        ("anderhalf jaar", 17),
        ("plus d'un an et demi", 18),
        ("1 an et 3 mois", 14),
        ("2 ans 3 mois", 26),
        ("12 mois et 1 jour", 12),
        ("60 semaines", 13),
        ("3 jours", 0),
        ("0 mois", 0),
    ],
)
def test_a_length_gives_the_months_surely_passed(written, months):
    assert read_unemployment_length(written) == months


@pytest.mark.parametrize("written", ["", "  ", "-", "?"])
def test_an_empty_cell_is_no_length(written):
    assert read_unemployment_length(written) is None


@pytest.mark.parametrize(
    "written", ["18", "depuis 2019", "05/02/2023", "longtemps", "an", "moins de toujours", "2 lunes"]
)
def test_what_is_no_length_is_asked(written):
    with pytest.raises(UnknownLabel) as refusal:
        read_unemployment_length(written)

    assert refusal.value.part == written


PIECES = st.sampled_from(
    [
        "plus de ",
        "moins de ",
        "> ",
        "<",
        "12",
        "2",
        " an",
        " ans",
        " mois",
        " et ",
        " demi",
        " à ",
        "+",
        "3 jours",
        "entre ",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=7).map("".join)))
def test_any_text_is_read_or_asked(text):
    try:
        months = read_unemployment_length(text)
    except UnknownLabel:
        return
    assert months is None or months >= 0


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=1, max_value=600))
def test_a_bare_length_is_one_month_less_than_the_same_length_exceeded(count):
    assert read_unemployment_length(f"plus de {count} mois") == count
    assert read_unemployment_length(f"{count} mois") == count - 1
