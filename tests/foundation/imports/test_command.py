"""`levier import`: 0 imported, 1 refused, 2 to decide; nothing at all is left behind but by 0."""

import json

import pytest
from django.conf import settings as house_settings

from levier.config.command import main
from levier.evidence.outcomes.models import Participation
from tests.cast import organisation
from tests.evidence.outcomes.workbooks import mariam, sheet
from tests.foundation.imports.counting import everything
from tests.foundation.imports.files import xlsx

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def run(tmp_path, capfd, settings):
    settings.STORAGES = house_settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }
    organisation()

    def command(data, *words, name="stagiaires.csv", kind="people"):
        file = tmp_path / name
        file.write_bytes(data)
        status = main(["import", kind, str(file), "--project", "X", *words, "--json"])
        return status, json.loads(capfd.readouterr().out)

    return command


def files_of(tmp_path):
    return [place for place in (tmp_path / "files").rglob("*") if place.is_file()]


GOOD = mariam({"N°": "2", "Nom": "Bah", "Prénom": "Aïcha", "Date de naissance": "01/05/1992"})
BAD = mariam({"Date d'entrée": "31/02/2026"})


def test_a_good_workbook_is_imported(run):
    status, answer = run(sheet(mariam(), GOOD), "--create")

    assert (status, answer["status"], answer["summary"]["new"]) == (0, "done", 2)
    assert answer["skipped"] == [{"row": 6, "sentence": "total ou bas de page"}]
    assert Participation.objects.count() == 2


def test_refused_rows_are_named_by_row_column_and_cell_and_nothing_is_written(run, tmp_path):
    before = everything()

    status, answer = run(sheet(GOOD, BAD), "--create")

    assert status == 1
    [error] = answer["errors"]
    assert (error["row"], error["column"], error["place"], error["cell"]) == (5, "Date d'entrée", "K5", "31/02/2026")
    assert "calendrier" in error["sentence"]
    assert everything() == before
    assert files_of(tmp_path) == []


def test_the_good_rows_only_when_asked(run):
    status, answer = run(sheet(GOOD, BAD), "--create", "--good-rows-only")

    assert (status, answer["summary"]["new"], answer["summary"]["refused"]) == (0, 1, 1)


def test_somebody_of_whom_one_row_is_refused_waits_as_a_whole(run):
    first = mariam({"Date de sortie": "30/04/2026", "Situation à la sortie": "emploi CDI"})
    second = mariam({"Date d'entrée": "31/02/2026"})

    status, answer = run(sheet(GOOD, first, second), "--create", "--good-rows-only")

    assert (status, answer["summary"]["new"], [one["row"] for one in answer["set_aside"]]) == (0, 1, [5])


def test_a_dry_run_says_and_writes_nothing(run, tmp_path):
    before = everything()

    status, answer = run(sheet(mariam(), GOOD), "--create", "--dry-run")

    assert (status, answer["status"], answer["summary"]["new"]) == (0, "dry_run", 2)
    assert answer["said"]["lignes nouvelles"] == 2
    assert everything() == before
    assert files_of(tmp_path) == []


def test_an_unknown_label_is_to_decide_and_nothing_is_written(run, tmp_path):
    before = everything()

    status, answer = run(sheet(mariam({"Statut à l'entrée": "catégorie Z"})), "--create")

    assert (status, answer["open"]) == (2, ["status : catégorie Z"])
    assert everything() == before
    mapping = json.loads((tmp_path / "stagiaires.mapping.json").read_text())
    assert mapping["labels"] == {"status": {"catégorie Z": None}}


def test_an_edited_mapping_is_enough_and_is_kept_when_more_is_to_decide(run, tmp_path):
    twin = mariam({"N°": "2", "Statut à l'entrée": "catégorie Z"})
    data = sheet(mariam({"Statut à l'entrée": "catégorie Z"}), twin)
    _status, answer = run(data, "--create")
    place = tmp_path / "stagiaires.mapping.json"
    mapping = json.loads(place.read_text())
    mapping["labels"]["status"]["catégorie Z"] = "at_home"
    place.write_text(json.dumps(mapping))

    status, answer = run(data, "--create", "--mapping", str(place))
    assert (status, len(answer["questions"])) == (2, 1)
    mapping = json.loads(place.read_text())
    assert mapping["labels"] == {"status": {"catégorie z": "at_home"}} or mapping["labels"] == {
        "status": {"catégorie Z": "at_home"}
    }
    mapping["decisions"] = dict.fromkeys(mapping["decisions"], "other")
    place.write_text(json.dumps(mapping))

    status, answer = run(data, "--create", "--mapping", str(place))
    assert (status, answer["summary"]["new"]) == (0, 2)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("{", "JSON"),
        ("[]", "forme"),
        ('{"columns": []}', "forme"),
        ('{"labels": {"status": "x"}}', "libellé"),
        ('{"columns": {"0": "nothing"}}', "champ connu"),
        ('{"labels": {"status": {"chômage": "nothing"}}}', "choix"),
    ],
)
def test_a_slip_in_the_mapping_is_said(run, tmp_path, mapping, words):
    place = tmp_path / "m.json"
    place.write_text(mapping)

    status, answer = run(sheet(mariam()), "--create", "--mapping", str(place))

    assert status in (1, 2)
    assert words in answer["sentence"]
    assert Participation.objects.count() == 0


def test_a_project_that_is_not_there_is_made_only_when_asked(run):
    assert run(sheet(mariam()))[0] == 2


def test_two_sheets_that_fit_are_asked_about(run):
    rows = [["N°", "Nom", "Prénom", "Date d'entrée"], [1, "Diallo", "Mariam", "05/02/2024"]]
    data = xlsx(("Matin", rows), ("Soir", rows))

    status, answer = run(data, "--create", name="x.xlsx")
    assert (status, answer["sheets"]) == (2, ["Matin", "Soir"])

    assert run(data, "--create", "--sheet", "Soir", name="x.xlsx")[0] == 0


def test_a_hidden_sheet_is_not_read_in_place_of_the_one_that_is_seen(run):
    rows = [["N°", "Nom", "Prénom", "Date d'entrée"], [1, "Diallo", "Mariam", "05/02/2024"]]
    old = [*rows, [2, "Bah", "Aïcha", "05/02/2024"]]

    status, answer = run(xlsx(("2023", old), ("2024", rows), hidden=("2023",)), "--create", name="x.xlsx")

    assert (status, answer["summary"]["new"]) == (0, 1)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"hello", b"PK\x03\x04"], ids=("empty", "pdf", "text", "zip"))
def test_no_spreadsheet_is_refused_and_nothing_is_written(run, data):
    before = everything()

    assert run(data, "--create")[0] == 1
    assert everything() == before


def test_a_file_that_is_not_there_is_said_in_french(run, tmp_path, capfd):
    assert main(["import", "people", str(tmp_path / "nothing.xlsx"), "--project", "X"]) == 2
    assert "n'existe pas" in capfd.readouterr().out


def test_hours_need_the_year_of_their_months(run):
    run(sheet(mariam()), "--create")
    rows = "N°;Nom;Prénom;janvier;février\n1;Diallo;Mariam;10;12,5"

    status, answer = run(rows.encode(), name="heures.csv", kind="hours")

    assert status == 1
    assert "Aucune feuille" in answer["sentence"] or "année" in answer["sentence"]
