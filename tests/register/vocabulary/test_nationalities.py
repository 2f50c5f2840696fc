"""Nationalities as workbooks write them: one or several, adjectives, countries and compounds."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.register.vocabulary.labels import UnknownLabel
from levier.register.vocabulary.lists import UnknownCode, countries
from levier.register.vocabulary.nationalities import is_third_country, read_nationalities

ON = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("belge", "BE"),
        ("MAROCAIN", "MA"),
        ("Royaume-Uni", "GB"),
        ("Marokkaanse", "MA"),
        ("BE / MA", "BE MA"),
        ("Belge / marocaine", "BE MA"),
        ("belge et turque", "BE TR"),
        ("belge, française + turque", "BE FR TR"),
        ("Belg en Marokkaan", "BE MA"),
        ("belge - marocaine", "BE MA"),
        ("belge / belge", "BE"),
        ("belge / congolaise (RDC)", "BE CD"),
        ("Congo, République démocratique du", "CD"),
        ("Guinée-Bissau", "GW"),
        ("bissau-guinéenne / portugaise", "GW PT"),
        ("équato-guinéenne", "GQ"),
        ("équato-guinéenne-belge", "GQ BE"),
        ("sud-africaine", "ZA"),
        ("Trinité-et-Tobago", "TT"),
        ("Bosnie et Herzégovine", "BA"),
        ("Belgo-marocaine", "BE MA"),
        ("belge-marocaine", "BE MA"),
        ("franco-belgo-marocaine", "FR BE MA"),
        ("nationalité : belge", "BE"),
        ("double nationalité belge et marocaine", "BE MA"),
        ("apatride", "XA"),
        ("indéterminée", "XU"),
        ("nationalité indéterminée", "XU"),
        ("nigérienne", "NE"),
        ("nigériane", "NG"),
        ("dominicaine", "DO"),
        ("dominiquaise", "DM"),
    ],
)
def test_a_nationality_is_read_as_it_is_written(written, codes):
    assert read_nationalities(written) == tuple(codes.split())


@pytest.mark.parametrize("written", ["", " - ", "?", "inconnue", "Inconnu", "N/A", "NA", "NR", "non communiqué"])
def test_no_answer_gives_no_nationality(written):
    assert read_nationalities(written) == ()


@pytest.mark.parametrize(
    ("written", "part", "proposed"),
    [
        ("congolaise", "congolaise", {"CD", "CG"}),
        ("belge / coréenne", "coréenne", {"KP", "KR"}),
        ("morocaine", "morocaine", {"MA"}),
        ("belge (d'origine marocaine)", "belge (d'origine marocaine)", {"BE", "MA"}),
        ("martienne / belge", "martienne", set()),
        ("serbo-croate", "serbo-croate", {"RS", "HR"}),
    ],
)
def test_what_is_not_certain_is_asked_with_proposals(written, part, proposed):
    with pytest.raises(UnknownLabel) as refusal:
        read_nationalities(written)

    assert refusal.value.part == part
    assert proposed <= {each.code for each in refusal.value.suggestions}


@pytest.mark.parametrize("code", sorted(countries()))
def test_every_country_is_read_by_name_and_by_both_adjectives(code):
    country = countries()[code]

    for written in (country.fr, country.nl, country.en, country.feminine, country.masculine):
        assert read_nationalities(written) == (code,), written


@pytest.mark.parametrize("code", sorted(set(countries()) - {"BE"}))
def test_every_country_is_read_beside_another(code):
    country = countries()[code]

    for written in (country.fr, country.feminine, country.masculine):
        assert read_nationalities(f"belge / {written}") == ("BE", code), written


@pytest.mark.parametrize(
    ("codes", "answer"),
    [
        (["BE"], "no"),
        (["MA"], "yes"),
        (["MA", "BE"], "no"),
        (["MA", "TR"], "yes"),
        (["XA"], "yes"),
        (["XU"], "yes"),
        (["CH"], "yes"),
        (["GB"], "yes"),
        ([], ""),
    ],
)
def test_one_nationality_of_the_union_is_enough(codes, answer):
    assert is_third_country(codes, ON) == answer


def test_the_day_of_entry_decides_for_a_british_person():
    assert is_third_country(["GB"], date(2020, 1, 31)) == "no"
    assert is_third_country(["GB"], date(2020, 2, 1)) == "yes"


def test_a_code_that_does_not_exist_is_an_error():
    with pytest.raises(UnknownCode):
        is_third_country(["BE", "ZZ"], ON)


PIECES = st.sampled_from(
    ["belge", "Guinée", "Bissau", "-", " et ", "/", ",", "belgo", "XA", "\n", " - ", "é", "(", ")", "’", "nationalité "]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=10).map("".join)))
def test_any_text_is_read_or_asked(text):
    try:
        codes = read_nationalities(text)
    except UnknownLabel:
        return
    assert set(codes) <= set(countries())
    assert len(set(codes)) == len(codes)
