"""Every label explained in a reference workbook is read with the meaning written beside it."""

from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from levier.register.vocabulary import lists
from levier.register.vocabulary.labels import match
from levier.register.vocabulary.lengths import read_unemployment_length
from levier.register.vocabulary.nationalities import is_third_country, read_nationalities

ON = date(2024, 6, 1)
GENDERS = {"femme": "W", "homme": "M", "non binaire": "N"}
CATEGORIES = {"sans emploi (demandeur d'emploi)": "unemployed", "inactif": "inactive", "en emploi": "employed"}
SITUATIONS = {
    "recherche d'emploi": ("searching", "no"),
    "en formation ou en études": ("none", "yes"),
    "recherche d'emploi, en formation ou en études": ("searching", "yes"),
    "en emploi, en formation ou en études": ("employed", "yes"),
    "en emploi": ("employed", "no"),
    "aucune des trois": ("none", "no"),
    "pas d'observation": ("", ""),
}


def _exact(list_name, label):
    found = match(list_name, label)
    assert found, label
    assert found.exact, label
    return lists.terms_of(list_name)[found.code]


def _gender(label, meaning):
    assert _exact("genders", label).code == GENDERS[meaning]


def _study(label, meaning):
    assert f"CITE {_exact('studies', label).isced}" == meaning


def _status(label, meaning):
    assert _exact("employment_statuses", label).category == CATEGORIES[meaning]


def _length(label, meaning):
    if label != "date":
        is_long = read_unemployment_length(label) >= 12
        assert is_long == {"plus de 12 mois": True, "au plus 12 mois": False}[meaning]


def _situation(label, meaning):
    situation = _exact("situations", label)
    assert (situation.work, situation.training) == SITUATIONS[meaning]


def _improvement(label, meaning):
    counts = {"amélioration": True, "pas une amélioration": False}[meaning]
    assert _exact("improvements", label).counts == counts


def _nationality(label, meaning):
    if label == "A / B, A et B":
        return
    (code,) = read_nationalities(label)
    country, _, membership = meaning.removesuffix(")").partition(" (")
    assert is_third_country([code], ON) == {"UE": "no", "hors UE": "yes"}[membership]
    assert read_nationalities(country) == (code,)


READERS = {
    "Sexe": _gender,
    "Niveau d'études": _study,
    "Statut à l'entrée": _status,
    "Inoccupé depuis": _length,
    "Situation à la sortie": _situation,
    "Amélioration": _improvement,
    "Nationalité": _nationality,
}
EXPLAINED_ELSEWHERE = {"oui / non", "N°", "Heures"}


@pytest.mark.parametrize("kit", ["petit", "annee"])
def test_each_label_of_the_legend_has_the_meaning_written_there(shared_data, kit):
    workbook = CalamineWorkbook.from_path(shared_data / "kit-esf" / kit / "fichier-stagiaires.xlsx")
    lines = workbook.get_sheet_by_name("Légende").to_python()[1:]
    read = set()

    for column, label, meaning in lines:
        if column not in EXPLAINED_ELSEWHERE and label != "(vide)":
            READERS[column](label, meaning)
            read.add(column)

    assert read == set(READERS)


@pytest.mark.parametrize("kit", ["petit", "annee"])
def test_each_label_used_in_the_sheet_is_known(shared_data, kit):
    workbook = CalamineWorkbook.from_path(shared_data / "kit-esf" / kit / "fichier-stagiaires.xlsx")
    _title, _subtitle, headers, *rows = workbook.get_sheet_by_name("Stagiaires").to_python(skip_empty_area=False)
    listed = {
        "Sexe": "genders",
        "Niveau d'études": "studies",
        "Statut à l'entrée": "employment_statuses",
        "Motif de sortie": "exit_reasons",
        "Situation à la sortie": "situations",
        "Situation à 6 mois": "situations",
        "Amélioration": "improvements",
    }

    for header, list_name in listed.items():
        for label in {row[headers.index(header)] for row in rows} - {""}:
            _exact(list_name, label)
    for label in {row[headers.index("Nationalité")] for row in rows}:
        read_nationalities(label)
