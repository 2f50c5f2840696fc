"""Labels are read whatever their accents and capitals; the unknown ones are proposed, never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.foundation.kit.texts import fold
from levier.register.vocabulary import lists
from levier.register.vocabulary.labels import Match, code_of, match, suggestions


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Études — de « plein » exercice ", "etudes de plein exercice"),
        ("L’œuvre d'Æneas", "l oeuvre d aeneas"),
        ("STRASSE straße", "strasse strasse"),
        ("İstanbul Kılıç Łódź", "istanbul kilic lodz"),
        ("snake_case", "snake case"),
        (" - / ? ", ""),
    ],
)
def test_folding_leaves_letters_and_digits(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("list_name", "written", "code"),
    [
        ("employment_statuses", "CHOMAGE INDEMNISÉ", "unemployed_benefit"),
        ("employment_statuses", "stage d’insertion", "insertion_period"),
        ("employment_statuses", "CCI", "unemployed_benefit"),
        ("employment_statuses", "DEI", "job_seeker"),
        ("employment_statuses", "RIS inscrit", "cpas_income_registered"),
        ("employment_statuses", "art. 60 §7", "article_60"),
        ("employment_statuses", "Salariée", "employee"),
        ("studies", "CITE 3", "isced_3"),
        ("studies", "isced 0", "isced_0"),
        ("studies", "3", "isced_3"),
        ("studies", "Diplôme étranger non reconnu (niveau bachelier)", "foreign_6"),
        ("studies", "7ème professionnelle", "seventh"),
        ("genders", "M", "M"),
        ("genders", "M.", "M"),
        ("genders", "Mme", "W"),
        ("genders", "V", "W"),
        ("genders", "X", "N"),
        ("situations", "en formation", "training"),
        ("exit_reasons", "Déménagement", "moved"),
        ("communes", "st-gilles", "21013"),
        ("languages", "Tamazight", "zgh"),
    ],
)
def test_a_known_spelling_is_exact(list_name, written, code):
    assert match(list_name, written) == Match(code, 100.0, exact=True)


@pytest.mark.parametrize(
    ("list_name", "written", "code"),
    [
        ("employment_statuses", "chomage indemnissé", "unemployed_benefit"),
        ("employment_statuses", "allocation dinsertion", "insertion_allowance"),
        ("employment_statuses", "independent", "self_employed"),
        ("employment_statuses", "interimère", "temp_agency"),
        ("employment_statuses", "CPAS non inscritt", "cpas_income_unregistered"),
        ("studies", "bacheleir", "bachelor"),
        ("studies", "jamais scolaris", "none"),
        ("situations", "recherche demploi", "searching"),
        ("situations", "pas de nouvel", "no_news"),
        ("improvements", "precaire ver stable", "stable"),
        ("exit_reasons", "demenagment", "moved"),
        ("nationalities", "morocaine", "MA"),
        ("nationalities", "syriene", "SY"),
        ("nationalities", "sudafricaine", "ZA"),
        ("communes", "Schaerbeck", "21015"),
        ("languages", "lingalla", "ln"),
    ],
)
def test_a_misspelling_proposes_the_right_line_first_and_is_never_certain(list_name, written, code):
    first = suggestions(list_name, written)[0]

    assert (first.code, first.exact) == (code, False)
    assert code_of(list_name, written) is None


def test_alike_and_opposite_labels_are_told_apart_only_when_exact():
    assert match("employment_statuses", "CPAS inscrit") == Match("cpas_income_registered", 100.0, exact=True)
    assert match("employment_statuses", "CPAS non inscrit") == Match("cpas_income_unregistered", 100.0, exact=True)
    assert not match("employment_statuses", "CPAS pas inscrit").exact


def test_each_proposal_comes_once_best_first_and_no_more_than_asked():
    proposals = suggestions("employment_statuses", "inscrit", limit=4)

    assert len({each.code for each in proposals}) == len(proposals) == 4
    assert [each.score for each in proposals] == sorted((each.score for each in proposals), reverse=True)


@pytest.mark.parametrize("text", ["", " ", "?", "-", "…"])
def test_an_empty_cell_matches_nothing(text):
    assert match("studies", text) is None
    assert suggestions("studies", text) == []


@pytest.mark.parametrize("text", ["sans diplôme", "bac", "sans emploi", "zzzzzz"])
def test_a_label_that_could_mean_two_things_is_asked(text):
    assert code_of("studies", text) is None
    assert code_of("employment_statuses", text) is None


def test_a_list_that_does_not_exist_is_an_error():
    with pytest.raises(lists.UnknownList):
        match("planets", "Mars")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(lists.LISTS)), st.text(max_size=60))
def test_no_text_breaks_the_look_up(list_name, text):
    found = match(list_name, text)

    assert found is None or found.code in lists.terms_of(list_name)
    assert (code_of(list_name, text) is not None) == bool(found and found.exact)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
