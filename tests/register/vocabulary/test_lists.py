"""The reference lists hold together: codes, languages, spellings, and what each line means."""

from collections import Counter
from datetime import date

import pytest
from django.utils import translation

from levier.foundation.kit.texts import fold
from levier.register.vocabulary import lists
from levier.register.vocabulary.labels import code_of

NAMES = sorted(lists.LISTS)
STATUSES_OF_THE_FIELD = {
    "unemployed": "unemployed_benefit insertion_allowance insertion_period cpas_income_registered cpas_aid_registered"
    " registered_no_income job_seeker excluded_registered unregistered_seeking asylum_registered student_registered"
    " individual_company_training",
    "inactive": "cpas_income_unregistered cpas_aid_unregistered sickness disability_allowance student at_home"
    " asylum_not_registered retired parental_leave_full other_inactive",
    "employed": "employee employee_permanent employee_fixed temp_agency part_time article_60 service_vouchers"
    " adapted_work temporary_unemployment maternity self_employed",
    "": "unknown",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_code_names_one_line(name):
    codes = [row["code"] for row in lists._rows(name)]

    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert list(lists.terms_of(name)) == codes


@pytest.mark.parametrize("name", NAMES)
def test_every_line_speaks_three_languages(name):
    terms = lists.terms_of(name)

    assert [code for code, term in terms.items() if not (term.fr.strip() and term.nl.strip() and term.en.strip())] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_folded_spelling_means_one_code(name):
    meanings: dict[str, set[str]] = {}
    for code, term in lists.terms_of(name).items():
        for spelling in term.spellings():
            meanings.setdefault(fold(spelling), set()).add(code)

    assert {spelling: codes for spelling, codes in meanings.items() if len(codes) > 1 or not spelling} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_spelling_leads_back_to_its_line(name):
    terms = lists.terms_of(name)

    assert [
        (code, text) for code, term in terms.items() for text in term.spellings() if code_of(name, text) != code
    ] == []


def test_a_label_comes_in_the_language_asked_and_falls_back_to_french():
    statuses = lists.statuses()

    said = {}
    for language in ("nl", "fr-be", "ar"):
        with translation.override(language):
            said[language] = statuses.label("article_60")

    assert said == {"nl": "Artikel 60 (OCMW)", "fr-be": "Article 60 (CPAS)", "ar": "Article 60 (CPAS)"}


def test_an_unknown_code_or_list_says_so():
    with pytest.raises(lists.UnknownCode):
        lists.statuses()["astronaut"]
    with pytest.raises(lists.UnknownList):
        lists.terms_of("planets")
    assert "astronaut" not in lists.statuses()


def test_choices_keep_the_order_of_the_list():
    with translation.override("nl"):
        assert lists.genders().choices() == [("W", "Vrouw"), ("M", "Man"), ("N", "Non-binair")]
    orders = [status.order for status in lists.statuses().values()]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("category", STATUSES_OF_THE_FIELD)
def test_each_employment_status_is_read_as_the_esf_reads_it(category):
    read = {code for code, status in lists.statuses().items() if status.category == category}

    assert read == set(STATUSES_OF_THE_FIELD[category].split())


def test_the_precarious_contracts_are_the_three_of_the_rule():
    precarious = {code for code, status in lists.statuses().items() if status.is_precarious}

    assert precarious == {"employee_fixed", "temp_agency", "article_60"}


def test_the_codes_and_readings_agree_with_the_shared_table(shared_table):
    ours = {code: status.category for code, status in lists.statuses().items()}
    theirs = {row["code"]: row["maps_to"] for row in shared_table("employment_statuses.csv")}

    assert {code: ours.get(code) for code in theirs} == theirs
    assert set(ours) - set(theirs) == {"employee", "job_seeker"}


def test_the_communes_agree_with_the_shared_table(shared_table):
    ours = [(code, commune.fr, commune.nl, " ".join(commune.postcodes)) for code, commune in lists.communes().items()]

    assert ours == [
        (row["nis"], row["name_fr"], row["name_nl"], row["postcodes"]) for row in shared_table("communes_brussels.csv")
    ]


def test_levels_of_studies_cover_isced_and_leave_the_unknown_open():
    levels = {study.isced for study in lists.studies().values()}
    open_ones = {code for code, study in lists.studies().items() if study.isced is None}

    assert levels == {*range(9), None}
    assert open_ones == {"foreign_unknown", "unknown"}


def test_a_situation_says_both_answers_or_none():
    halves = [code for code, each in lists.situations().items() if (each.work == "") != (each.training == "")]
    silent = {code for code, each in lists.situations().items() if not each.is_observation}

    assert halves == []
    assert silent == {"no_news", "not_reached", "unknown", "refused"}


def test_a_pay_rise_alone_is_no_improvement():
    counted = {code for code, improvement in lists.improvements().items() if improvement.counts}

    assert counted == {"stable", "full_time", "skills", "promotion", "improved"}


def test_leaving_for_a_job_or_a_course_is_no_drop_out():
    kept = {code for code, reason in lists.exit_reasons().items() if not reason.is_drop_out}

    assert kept == {"completed", "job", "training", "referred", "deceased", "unknown"}


def test_the_union_has_twenty_seven_members_and_the_united_kingdom_left():
    countries = lists.countries()
    today = {code for code, country in countries.items() if country.is_eu_member(date(2024, 1, 1))}
    before = {code for code, country in countries.items() if country.is_eu_member(date(2020, 1, 31))}

    assert today == {code for code, country in countries.items() if country.is_eu}
    assert len(today) == 27
    assert before - today == {"GB"}
    assert not countries["GB"].is_eu_member(date(2020, 2, 1))
    assert not countries["HR"].is_eu_member(date(2013, 6, 30))


def test_the_nationalities_hold_every_state_and_the_two_without_one():
    codes = set(lists.countries())

    assert len(codes) == 200
    assert {"XK", "PS", "TW", "VA", "EH", "XA", "XU"} <= codes


@pytest.mark.parametrize(("postcode", "commune"), [("1060", "Saint-Gilles"), (" 1120 ", "Bruxelles"), ("1315", None)])
def test_a_postcode_gives_its_commune(postcode, commune):
    found = lists.commune_of(postcode)

    assert (found and found.fr) == commune
