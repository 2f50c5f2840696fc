"""Days, moments and numbers as a Belgian reads them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from levier.foundation.kit import formats


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("full", "mardi 24 novembre 2026"),
        ("near", "mardi 24 novembre"),
        ("long", "24 novembre 2026"),
        ("table", "mar. 24/11/2026"),
        ("short", "24/11/2026"),
    ],
)
def test_a_day_has_its_weekday_where_somebody_plans(style, words):
    assert formats.day(date(2026, 11, 24), style=style) == words


@pytest.mark.parametrize(
    ("on", "style", "words"),
    [
        (date(2026, 12, 1), "full", "mardi 1er décembre 2026"),
        (date(2026, 12, 1), "near", "mardi 1er décembre"),
        (date(2026, 12, 1), "long", "1er décembre 2026"),
        (date(2026, 12, 1), "table", "mar. 01/12/2026"),
        (date(2026, 12, 21), "long", "21 décembre 2026"),
    ],
)
def test_the_first_of_a_month_is_said_first(on, style, words):
    assert formats.day(on, style=style) == words


def test_other_languages_count_the_first_like_the_others():
    with translation.override("nl"):
        assert formats.day(date(2026, 12, 1), style="full") == "dinsdag 1 december 2026"


def test_a_moment_has_its_weekday_and_hour_in_brussels():
    at = datetime(2026, 6, 15, 10, 30, tzinfo=UTC)

    assert formats.moment(at) == "lundi 15 juin 2026, 12\u00a0h\u00a030"
    assert formats.moment(at, style="near") == "lundi 15 juin, 12\u00a0h\u00a030"
    assert formats.moment(None) == "–"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("+32470123456", "0470 12 34 56"),
        ("+3225340000", "02 534 00 00"),
        ("+33612345678", "+33 6 12 34 56 78"),
        ("+212612345678", "+212 6 12 34 56 78"),
    ],
)
def test_a_number_is_said_as_one_dials_it_here(kept, said):
    assert formats.phone(kept) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize("text", ["", "demander à Ève", "0470123456"])
def test_what_is_no_international_number_comes_back_as_it_is(text):
    assert formats.phone(text) == text
