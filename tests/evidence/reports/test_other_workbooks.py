"""The same people in a workbook of other habits give the same report, without a mapping."""

import json
from pathlib import Path

import pytest

from levier.config.command import main
from levier.evidence.outcomes.models import Participation
from levier.register.people.models import Person
from tests.cast import organisation
from tests.evidence.reports.odd_workbooks import ODD
from tests.evidence.reports.other_workbooks import FAULTS, VARIANTS, reference, save, set_cell, write_sheets

pytestmark = pytest.mark.django_db(transaction=False)
PERIOD = ["--from", "2024-01-01", "--to", "2024-12-31"]
WAYS = VARIANTS | ODD


@pytest.mark.parametrize("variant", WAYS)
def test_another_way_to_keep_the_workbook_gives_the_same_figures(shared_data, tmp_path, capfd, variant):
    organisation()
    kit = shared_data / "kit-esf" / "petit"
    book = reference(kit / "fichier-stagiaires.xlsx")
    WAYS[variant](book)
    people, hours, places = save(book, tmp_path)

    assert main(["import", "people", str(people), "--project", "X", "--create"]) == 0, capfd.readouterr()
    assert main(["import", "hours", str(hours), "--project", "X"]) == 0, capfd.readouterr()
    assert main(["report", "esf-plus-2021", "--project", "X", *PERIOD, "-o", str(tmp_path / "report.json")]) == 0

    expected = json.loads((kit / "expected-2024.json").read_text()) | {"project": "X"}
    expected["excluded"] = [one | {"row": places[one["row"]]} for one in expected["excluded"]]
    expected["excluded"].sort(key=lambda one: (one["row"], one["reason"]))
    assert json.loads((tmp_path / "report.json").read_text()) == expected


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_with_its_row_and_nothing_is_written(shared_data, tmp_path, capfd, fault):
    house = organisation()
    book = reference(shared_data / "kit-esf" / "petit" / "fichier-stagiaires.xlsx")
    change, row, words = FAULTS[fault]
    change(book)
    people, _hours, _places = save(book, tmp_path)

    status = main(["import", "people", str(people), "--project", "X", "--create", "--json"])

    answer = json.loads(capfd.readouterr().out)
    assert (status, [error["row"] for error in answer["errors"]]) == (1, [row]), answer
    assert words in answer["errors"][0]["sentence"]
    assert Person.objects.filter(organisation=house).count() == 0


def test_an_unknown_label_is_asked_and_the_edited_mapping_is_enough(shared_data, tmp_path, capfd):
    organisation()
    book = reference(shared_data / "kit-esf" / "petit" / "fichier-stagiaires.xlsx")
    set_cell(4, "Niveau d'études", "diplôme du Conservatoire")(book)
    people, _hours, _places = save(book, tmp_path)
    words = ["import", "people", str(people), "--project", "X", "--create", "--json"]

    assert main(words) == 2
    answer = json.loads(capfd.readouterr().out)
    mapping = Path(answer["mapping"])
    decided = json.loads(mapping.read_text())
    assert decided["labels"] == {"studies": {"diplôme du Conservatoire": None}}
    decided["labels"]["studies"]["diplôme du Conservatoire"] = "isced_3"
    mapping.write_text(json.dumps(decided))

    assert main([*words, "--mapping", str(mapping)]) == 0
    assert Participation.objects.filter(isced=3, studies="isced_3").count() == 1


def test_a_column_that_could_be_what_lacks_is_asked_about_never_left_out(shared_data, tmp_path, capfd):
    organisation()
    book = reference(shared_data / "kit-esf" / "petit" / "fichier-stagiaires.xlsx")
    book.header[book.column("Date de sortie")] = "Quand ?"
    people, _hours, _places = save(book, tmp_path)

    assert main(["import", "people", str(people), "--project", "X", "--create", "--json"]) == 2

    assert json.loads(capfd.readouterr().out)["open"] == ["Quand ?"]


def test_labels_alone_name_a_column(shared_data, tmp_path, capfd):
    organisation()
    book = reference(shared_data / "kit-esf" / "petit" / "fichier-stagiaires.xlsx")
    for name, other in {"Niveau d'études": "Bagage", "Statut à l'entrée": "Avant", "Sexe": "?"}.items():
        book.header[book.column(name)] = other
    people, _hours, _places = save(book, tmp_path)

    assert main(["import", "people", str(people), "--project", "X", "--create"]) == 0

    assert Participation.objects.exclude(status="").exclude(isced=None).count() == 24


def test_the_workbook_s_own_legend_explains_labels_we_do_not_know(tmp_path, capfd):
    organisation()
    rows = [
        ["N°", "Nom", "Prénom", "Statut à l'entrée", "Niveau d'études", "Date d'entrée"],
        [1.0, "Diallo", "Mariam", "catégorie B", "N2", "05/02/2024"],
    ]
    legend = [
        ["Colonne", "Libellé", "Signification"],
        ["Statut à l'entrée", "catégorie B", "sans emploi (demandeur d'emploi)"],
        ["Niveau d'études", "N2", "CITE 2"],
    ]
    file = tmp_path / "classeur.xlsx"
    write_sheets(file, {"Liste": rows, "Légende": legend})

    assert main(["import", "people", str(file), "--project", "X", "--create"]) == 0, capfd.readouterr()

    assert list(Participation.objects.values_list("category", "isced")) == [("unemployed", 2)]
