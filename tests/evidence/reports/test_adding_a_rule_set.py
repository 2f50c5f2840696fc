"""A funder with rules of its own: one file in the folder of rule-sets, and nothing else."""

import json
from datetime import date

import pytest

from levier.config.command import main
from levier.evidence.reports import rule_sets as folder
from levier.evidence.reports.phrases import reason_sentence
from levier.foundation.accounts.enums import Role
from tests.cast import actor, browser, colleague, project
from tests.evidence.reports.course import trainee

pytestmark = pytest.mark.django_db

FILE = '''
"""A regional funder: how many came, how many of them under thirty, how many found work."""

from datetime import date

from levier.evidence.reports.engine.expressions import col, param
from levier.evidence.reports.engine.record import employed, job_at_exit, inactive, unemployed, without_work
from levier.evidence.reports.engine.rule_set import Completeness, Horizon, Indicator, ParameterValue, RuleSet

START = date(2020, 1, 1)

RULE_SET = RuleSet(
    code="region",
    name="Région",
    version="1",
    indicators=(
        Indicator("R0", "Entrées", "Instap", "Entries", None, complete_only=False, unknown_gender=True),
        Indicator("R1", "Jeunes", "Jongeren", "Young", col("age").below(param("young"), "n'est pas jeune")),
        Indicator("R2", "Sans emploi", "Werkloos", "Unemployed", unemployed),
        Indicator("R3", "Inactives", "Inactief", "Inactive", inactive),
        Indicator("R4", "En emploi", "Aan het werk", "Employed", employed),
        Indicator("R5", "Vers un emploi", "Naar werk", "Into work", without_work & job_at_exit, Horizon.EXIT),
    ),
    complete=(Completeness("incomplete_country", "la nationalité manque", col("nationalities").is_said()),),
    parameters=(
        ParameterValue("young", 30, START, "Âge des jeunes"),
        ParameterValue("exit_window", 60, START, "Jours après la sortie"),
        ParameterValue("six_month_window", 28, START, "Jours après six mois"),
    ),
    statuses=("R2", "R3", "R4"),
    everybody="R0",
    into_work="R5",
)
'''


@pytest.fixture
def region(tmp_path, monkeypatch):
    """The file laid in the folder, as a developer would; taken out again after the test."""
    (tmp_path / "regional_funder.py").write_text(FILE)
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    folder.rule_sets.cache_clear()
    yield folder.rule_sets()["region"]
    folder.rule_sets.cache_clear()


def test_one_file_is_enough_for_the_page_the_files_and_the_command(region, capsysbinary):
    where, by = project(rule_set="region"), actor()
    trainee(by, where, nationalities="BE", birth_date=date(2000, 1, 1), job=True)
    trainee(by, where, "Omar", nationalities="")
    client = browser(colleague(Role.PROJECT_OFFICER, name="Inès"))

    page = client.get(f"/rapports/{where.pk}/region/?du=2026-01-01&au=2026-12-31")
    status = main(
        ["report", "region", "--project", where.code, "--from", "2026-01-01", "--to", "2026-12-31", "--format", "json"]
    )

    assert page.status_code == 200
    assert "2 personnes entrées, 1 sortie vers un emploi" in page.text
    assert "fiche incomplète\u202f: la nationalité manque" in page.text
    assert status == 0
    report = json.loads(capsysbinary.readouterr().out)
    assert {code: cells["total"] for code, cells in report["indicators"].items()} == {
        "R0": 2,
        "R1": 1,
        "R2": 1,
        "R3": 0,
        "R4": 0,
        "R5": 1,
    }
    assert report["records"] == {"complete": 1, "incomplete": 1}
    assert str(reason_sentence("incomplete_country")) == "fiche incomplète\u202f: la nationalité manque"


def test_the_folder_holds_the_two_rule_sets_of_the_guide():
    assert sorted(folder.rule_sets()) == ["esf-2014", "esf-plus-2021"]
