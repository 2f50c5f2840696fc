"""Labels as workbooks write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from levier.foundation.kit.texts import fold
from levier.register.vocabulary import lists
from levier.register.vocabulary.nationality import read_nationalities, third_country

ALL = {
    "statuses": lists.statuses,
    "studies": lists.studies,
    "situations": lists.situations,
    "improvements": lists.improvements,
    "genders": lists.genders,
    "exit_reasons": lists.exit_reasons,
    "nationalities": lists.nationalities,
}
CATEGORY = {"sans emploi": "unemployed", "inactif": "inactive", "en emploi": "employed"}


@pytest.mark.parametrize("name", ALL)
def test_no_label_means_two_things(name):
    seen: dict[str, str] = {}
    for code, term in ALL[name]().terms.items():
        for label in (term.fr, term.nl, term.en, *term.labels):
            assert seen.setdefault(fold(label), code) == code, label


@pytest.mark.parametrize("name", ALL)
def test_every_term_speaks_three_languages(name):
    assert all(term.fr and term.nl and term.en for term in ALL[name]().terms.values())


@pytest.mark.parametrize("kit", ["petit", "annee"])
def test_every_label_of_a_real_legend_has_its_meaning(shared_data, kit):
    workbook = CalamineWorkbook.from_path(shared_data / "kit-esf" / kit / "fichier-stagiaires.xlsx")
    wrong = []
    for column, label, meaning in workbook.get_sheet_by_name("Légende").to_python()[1:]:
        if not _agrees(column, label, meaning):
            wrong.append((column, label, meaning))

    assert wrong == []


def _agrees(column: str, label: str, meaning: str) -> bool:
    if label.startswith("(vide)") or label == "A / B, A et B":
        return True
    if column == "Niveau d'études":
        return lists.studies()[lists.studies().match(label)].facts["isced"] == meaning.removeprefix("CITE ")
    if column == "Statut à l'entrée":
        return lists.statuses()[lists.statuses().match(label)].facts["category"] == CATEGORY[meaning.split(" (")[0]]
    if column == "Nationalité":
        return third_country(read_nationalities(label), date(2024, 1, 1)) == ("no" if "(UE)" in meaning else "yes")
    if column == "Amélioration":
        return lists.improvements()[lists.improvements().match(label)].facts["counts"] == str(
            int(meaning == "amélioration")
        )
    if column.startswith("Situation"):
        facts = lists.situations()[lists.situations().match(label)].facts
        work = "employed" if "en emploi" in meaning else "searching" if "recherche" in meaning else "none"
        expected = ("", "") if "pas d'obs" in meaning else (work, "yes" if "en formation" in meaning else "")
        return (facts["work"], facts["training"]) == expected
    return True


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("belge", "BE"),
        ("Belge / marocaine", "BE,MA"),
        ("belge et turque", "BE,TR"),
        ("belgo-marocaine", "BE,MA"),
        ("congolaise (RDC)", "CD"),
        ("Guinée-Bissau", "GW"),
        ("Royaume-Uni", "GB"),
        ("apatride", "XA"),
        ("martienne", None),
    ],
)
def test_nationalities_are_read_as_they_are_written(written, codes):
    assert read_nationalities(written) == codes


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    assert read_nationalities(text) is None or re.fullmatch(r"[A-Z]{2}(,[A-Z]{2})*", read_nationalities(text))
    assert all(code in lists.statuses() for code in lists.statuses().suggestions(text))
