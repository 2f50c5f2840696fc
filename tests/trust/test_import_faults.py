"""An import, and its undoing, come whole or not at all, whatever statement fails."""

import pytest
from django.db import transaction

from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.imports.actions import execute, start_run, undo
from levier.foundation.imports.importer import importers
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from tests.cast import NOON, actor, project
from tests.evidence.outcomes.workbooks import mariam, sheet
from tests.results import note
from tests.trust.faults import Broken, failing_at, state_of, tables_written

pytestmark = pytest.mark.django_db


def fail_everywhere(act):
    """Try an act with each of its statements failing; how many faults were injected and what was left half done."""
    with transaction.atomic():
        with failing_at(0) as asked:
            act()
        transaction.set_rollback(True)
    tables, count = tables_written(asked), len(asked)
    before, half = state_of(tables), []
    for number in range(1, count + 1):
        with transaction.atomic():
            with failing_at(number), pytest.raises(Broken):
                act()
            if state_of(tables) != before:
                half.append((number, asked[number - 1][:90]))
            transaction.set_rollback(True)
    return count, half


def test_an_import_comes_whole_or_not_at_all():
    officer = actor(Role.PROJECT_OFFICER)
    about = reference(project())
    rows = sheet(mariam(), mariam({"N°": "2", "Nom": "Peeters", "Prénom": "Jan", "Date de naissance": "01/02/1985"}))
    run = start_run(by=officer, importer=importers["people"], about=about, name="x.csv", data=rows, at=NOON)

    count, half = fail_everywhere(lambda: execute(by=officer, run=type(run).objects.get(pk=run.pk), at=NOON))
    note("faults", "import", works=1, faults=count, half_done=len(half))

    assert half == []
    assert (count > 10, Person.objects.filter(last_name="Peeters").count()) == (True, 0)


def test_an_import_is_taken_back_whole_or_not_at_all():
    officer = actor(Role.PROJECT_OFFICER)
    about = reference(project())
    run = start_run(by=officer, importer=importers["people"], about=about, name="x.csv", data=sheet(mariam()), at=NOON)
    done = execute(by=officer, run=run, at=NOON)

    count, half = fail_everywhere(lambda: undo(by=officer, run=type(run).objects.get(pk=done.pk), at=NOON))
    note("faults", "import-undone", works=1, faults=count, half_done=len(half))

    assert half == []
    assert (count > 5, Participation.objects.filter(project__code="FSE-1").count()) == (True, 1)
