"""From the workbook that an association keeps to the figures that must come out, by the command line."""

import json
from datetime import date

import pytest

from levier.config.command import main
from tests.cast import organisation

pytestmark = pytest.mark.django_db(transaction=False)

PERIODS = {
    "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2025-S1": (date(2025, 1, 1), date(2025, 6, 30)),
    "2024-T1": (date(2024, 1, 1), date(2024, 3, 31)),
    "2024-T2": (date(2024, 4, 1), date(2024, 6, 30)),
    "2024-T3": (date(2024, 7, 1), date(2024, 9, 30)),
    "2024-T4": (date(2024, 10, 1), date(2024, 12, 31)),
}
KITS = {
    "petit": ("FSE-PETIT", ("2024", "2025-S1")),
    "annee": ("FSE-2024", ("2024", "2024-T1", "2024-T2", "2024-T3", "2024-T4")),
}


@pytest.mark.parametrize("kit", KITS)
def test_the_workbook_gives_the_expected_report(shared_data, tmp_path, capfd, kit):
    organisation()
    code, periods = KITS[kit]
    workbook = str(shared_data / "kit-esf" / kit / "fichier-stagiaires.xlsx")
    assert main(["import", "people", workbook, "--project", code, "--create"]) == 0
    assert main(["import", "hours", workbook, "--project", code]) == 0

    for name in periods:
        first, last = PERIODS[name]
        file = tmp_path / f"{name}.json"
        words = ["report", "esf-plus-2021", "--project", code, "--from", str(first), "--to", str(last), "-o", str(file)]
        assert main(words) == 0
        expected = json.loads((shared_data / "kit-esf" / kit / f"expected-{name}.json").read_text())
        assert json.loads(file.read_text()) == expected, name


def test_the_same_workbook_twice_adds_nothing_and_says_so(shared_data, capfd):
    organisation()
    workbook = str(shared_data / "kit-esf" / "petit" / "fichier-stagiaires.xlsx")
    words = ["import", "people", workbook, "--project", "FSE-PETIT", "--create", "--json"]
    assert main(words) == 0
    capfd.readouterr()

    assert main(words) == 0

    summary = json.loads(capfd.readouterr().out)["summary"]
    assert summary == {"new": 0, "changed": 0, "equal": 24, "people": 0, "refused": 0, "set_aside": 0}
