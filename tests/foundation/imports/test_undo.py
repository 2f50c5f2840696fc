"""What an import did is taken back to the last row, or not at all."""

from datetime import date

import pytest

from levier.development.projects.models import Condition
from levier.evidence.outcomes.actions import observe, prove_eligibility
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.imports.actions import RowsRefused, decide, execute, plan_run, start_run, undo
from levier.foundation.imports.importer import importers
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from tests.cast import NOON, actor, person, project
from tests.evidence.ledger.cast import agreement
from tests.evidence.outcomes.workbooks import mariam, sheet
from tests.foundation.imports.counting import APART, everything

pytestmark = pytest.mark.django_db

LEFT = {
    "Date de sortie": "30/04/2026",
    "Situation à la sortie": "emploi CDI",
    "Date d'observation (sortie)": "02/05/2026",
}


@pytest.fixture
def officer():
    return actor(Role.PROJECT_OFFICER)


def start(officer, data, code="FSE-1", kind="people", name="x.csv"):
    importer = importers[kind]
    about = importer.target(officer, code) or reference(project(code))
    return start_run(by=officer, importer=importer, about=about, name=name, data=data, at=NOON)


def bring(officer, *rows):
    return execute(by=officer, run=start(officer, sheet(*rows)), at=NOON)


def test_the_first_import_leaves_no_trace_in_any_table(officer):
    project("FSE-1")
    before = everything(apart=APART)
    run = bring(officer, mariam(LEFT), mariam({"N°": "2", "Nom": "Bah", "Prénom": "Aïcha"}))
    assert everything(apart=APART) != before

    undo(by=officer, run=run, at=NOON)

    assert everything(apart=APART) == before


def test_a_second_import_gives_back_the_first_to_the_last_column(officer):
    bring(officer, mariam(LEFT), mariam({"N°": "2", "Nom": "Bah", "Prénom": "Aïcha"}))
    before = everything(apart=APART)
    changed = mariam(
        {"Niveau d'études": "master", "Date de sortie": "30/05/2026", "Situation à la sortie": "en formation"}
    )
    run = bring(officer, changed, mariam({"N°": "3", "Nom": "Peeters", "Prénom": "Jan"}))
    assert everything(apart=APART) != before

    undo(by=officer, run=run, at=NOON)

    assert everything(apart=APART) == before


def test_the_same_file_twice_is_equal_and_undoing_it_changes_nothing(officer):
    bring(officer, mariam(LEFT))
    before = everything(apart=APART)

    run = bring(officer, mariam(LEFT))
    undo(by=officer, run=run, at=NOON)

    assert (run.summary["new"], run.summary["changed"], run.summary["equal"]) == (0, 0, 1)
    assert everything(apart=APART) == before


def test_later_work_forbids_and_says_why(officer):
    run = bring(officer, mariam(LEFT))
    hers = Participation.objects.get()
    observe(by=officer, participation=hers, horizon="six_months", work="employed", observed_on=NOON.date(), at=NOON)
    before = everything()

    with pytest.raises(Refused, match="modifiée depuis"):
        undo(by=officer, run=run, at=NOON)

    assert everything() == before


def test_somebody_who_was_known_before_stays(officer):
    known = person("Mariam", "Diallo", birth_date="1990-04-15")
    run = bring(officer, mariam())

    undo(by=officer, run=run, at=NOON)

    assert list(Person.objects.all()) == [known]


def test_what_was_written_by_hand_is_not_written_over_without_asking(officer):
    bring(officer, mariam(LEFT))
    hers = Participation.objects.get()
    observe(by=officer, participation=hers, horizon="six_months", work="employed", observed_on=NOON.date(), at=NOON)
    run = start(officer, sheet(mariam(LEFT)))

    [question] = plan_run(officer, run).questions
    with pytest.raises(RowsRefused):
        execute(by=officer, run=run, at=NOON)
    run = decide(by=officer, run=run, decisions={question.key: "keep"})
    done = execute(by=officer, run=run, at=NOON)

    assert done.summary["changed"] == 0
    assert [one.horizon for one in hers.observations.order_by("pk")] == ["exit", "six_months"]


def test_a_paper_shown_since_is_nothing_that_a_workbook_writes_over(officer):
    bring(officer, mariam())
    hers = Participation.objects.get()
    asked = Condition.objects.create(
        organisation=hers.organisation, agreement=agreement(of=hers.project), code="inscription", label="Inscription"
    )
    prove_eligibility(
        by=officer, participation=hers, condition=asked, paper="Attestation", paper_on=date(2026, 2, 1), at=NOON
    )
    run = start(officer, sheet(mariam(LEFT)))

    assert plan_run(officer, run).questions == []

    execute(by=officer, run=run, at=NOON)
    hers.refresh_from_db()
    assert (hers.exit_on, hers.proofs.get().paper) == (date(2026, 4, 30), "Attestation")


HOURS = "N°;Nom;Prénom;janv. 2026;févr. 2026\n1;Diallo;Mariam;10;12,5\n"


def test_hours_are_taken_back_to_the_last_row(officer):
    bring(officer, mariam())
    before = everything(apart=APART)

    run = execute(by=officer, run=start(officer, HOURS.encode(), kind="hours"), at=NOON)
    undo(by=officer, run=run, at=NOON)

    assert everything(apart=APART) == before


def test_hours_brought_again_give_back_the_first(officer):
    bring(officer, mariam())
    execute(by=officer, run=start(officer, HOURS.encode(), kind="hours"), at=NOON)
    before = everything(apart=APART)

    more = HOURS.replace("10;", "11;").replace("févr. 2026", "févr. 2026;mars 2026").replace("12,5", "12,5;8")
    run = execute(by=officer, run=start(officer, more.encode(), kind="hours"), at=NOON)
    undo(by=officer, run=run, at=NOON)

    assert everything(apart=APART) == before
