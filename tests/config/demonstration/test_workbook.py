"""The workbook to import: realistic, with a few faults so that the wizard has something to ask."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from levier.config.command.demo_run import workbook_of
from levier.config.demonstration.building import DAY
from levier.config.demonstration.workbook import first_rows, trainees_workbook
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.imports.actions import RowsRefused, decide, execute, plan_run, start_run
from levier.foundation.imports.importer import importers
from levier.foundation.imports.models import ImportRun
from levier.foundation.imports.sheets import open_workbook
from levier.foundation.kit.screens import reference
from tests.config.demonstration.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
HEADER_ROW = 3


@pytest.fixture
def ines(small):
    return actor_for(User.objects.get(email="project-officer@example.org"), small)


def begin(by, small, importer="people", data=None):
    about = reference(Project.objects.get(code="FSE-PLUS"))
    return start_run(
        by=by,
        importer=importers[importer],
        about=about,
        name="fichier-stagiaires.xlsx",
        data=data or workbook_of(small),
        at=timezone.now(),
    )


def test_the_wizard_asks_for_one_label_first(ines, small):
    run = begin(ines, small)

    assert run.state == ImportRun.State.LABELS


def test_then_one_error_is_named_and_the_people_whom_the_house_knows_already(ines, small):
    run = begin(ines, small)
    labels = {"status": {"en attente de régularisation": "registered_no_income"}}

    run = decide(by=ines, run=run, labels=labels)
    plan = plan_run(ines, run)

    assert run.state == ImportRun.State.PREVIEW
    assert [error.row for error in plan.errors] == [HEADER_ROW + 22]
    assert len(plan.questions) == 3
    assert {one.kind for one in plan.questions} == {"person"}
    with pytest.raises(RowsRefused):
        execute(by=ines, run=run, at=timezone.now())


def test_corrected_and_decided_it_comes_in_and_the_first_group_is_known(ines, small):
    run = begin(ines, small)
    run = decide(by=ines, run=run, labels={"status": {"en attente de régularisation": "registered_no_income"}})
    plan = plan_run(ines, run)
    answers = {question.key: "new" for question in plan.questions}

    run = decide(by=ines, run=run, decisions=answers)
    run = execute(by=ines, run=run, good_rows_only=True, at=timezone.now())

    assert run.summary["refused"] == 1
    assert run.state == ImportRun.State.DONE
    assert Project.objects.get(code="FSE-PLUS").participations.filter(person__known_numbers__value="40").count() == 1


def test_the_hours_have_one_cell_nobody_can_read(ines, small):
    run = begin(ines, small, "hours")

    plan = plan_run(ines, run)

    assert 1 + 18 in {error.row for error in plan.errors}


def test_the_people_of_the_workbook_stay_who_they_are_when_its_dates_move():
    born = TODAY
    then, later = trainees_workbook(TODAY, born), trainees_workbook(TODAY + timedelta(days=364), born)

    def who(data):
        sheet = next(one for one in open_workbook(data, "a.xlsx") if one.name == "Stagiaires")
        return [row[:5] for row in list(sheet.rows)[3:]]

    assert who(then) == who(later)


def test_the_same_day_gives_the_same_rows():
    def cells(data):
        return [list(sheet.rows) for sheet in open_workbook(data, "a.xlsx")]

    assert cells(trainees_workbook(TODAY, TODAY)) == cells(trainees_workbook(TODAY, TODAY))
    assert cells(first_rows(date(2028, 2, 29), TODAY)) == cells(first_rows(date(2028, 2, 29), TODAY))


def test_the_workbook_speaks_from_the_day_of_the_house(small):
    sheet = open_workbook(workbook_of(small), "a.xlsx")[0]

    assert f"mis à jour le {date.fromisoformat(small.settings[DAY]):%d/%m/%Y}" in str(list(sheet.rows)[1])
