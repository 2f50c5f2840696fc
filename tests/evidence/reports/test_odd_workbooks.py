"""Strange workbooks: the same figures when all is clear, a question when it is not, never a silent guess."""

import json

import pytest

from levier.config.command import main
from tests.cast import organisation
from tests.evidence.reports.odd_workbooks import ODD
from tests.evidence.reports.other_workbooks import reference, save

pytestmark = pytest.mark.django_db(transaction=False)
PERIOD = ["--from", "2024-01-01", "--to", "2024-12-31"]


@pytest.mark.parametrize("way", ODD)
def test_a_strange_workbook_gives_the_same_figures(shared_data, tmp_path, capfd, way):
    organisation()
    kit = shared_data / "kit-esf" / "petit"
    book = reference(kit / "fichier-stagiaires.xlsx")
    ODD[way](book)
    people, hours, places = save(book, tmp_path)

    assert main(["import", "people", str(people), "--project", "X", "--create"]) == 0, capfd.readouterr()
    assert main(["import", "hours", str(hours), "--project", "X"]) == 0, capfd.readouterr()
    assert main(["report", "esf-plus-2021", "--project", "X", *PERIOD, "-o", str(tmp_path / "report.json")]) == 0

    expected = json.loads((kit / "expected-2024.json").read_text()) | {"project": "X"}
    expected["excluded"] = [one | {"row": places[one["row"]]} for one in expected["excluded"]]
    expected["excluded"].sort(key=lambda one: (one["row"], one["reason"]))
    assert json.loads((tmp_path / "report.json").read_text()) == expected
