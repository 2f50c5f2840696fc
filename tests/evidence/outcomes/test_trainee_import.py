"""A trainees' workbook: what it says of Mariam, what is refused, what can be taken back."""

from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.evidence.outcomes.models import Episode, Observation, Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.imports.actions import RowsRefused, decide, execute, plan_run, start_run, undo
from levier.foundation.imports.importer import importers
from levier.foundation.imports.models import ImportChange
from levier.foundation.imports.sheets import UnreadableFile
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import reference
from levier.register.people.models import ContactPoint, KnownNumber, Person
from tests.cast import NOON, actor, person, project
from tests.evidence.outcomes.workbooks import NAMES, mariam, sheet
from tests.results import note

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return actor(Role.PROJECT_OFFICER)


def start(officer, data, code="FSE-1"):
    about = importers["people"].target(officer, code) or reference(project(code))
    return start_run(by=officer, importer=importers["people"], about=about, name="x.csv", data=data, at=NOON)


def bring(officer, *rows):
    return execute(by=officer, run=start(officer, sheet(*rows)), at=NOON)


def test_mariam_comes_in_with_her_situation_frozen(officer):
    bring(officer, mariam())

    hers = Participation.objects.get()
    frozen = (hers.person.first_name, hers.entry_on, hers.age, hers.category, hers.unemployed_months, hers.isced)
    assert frozen == ("Mariam", date(2026, 2, 2), 35, "unemployed", 12, 3)


def test_entering_again_keeps_the_first_situation_and_empties_the_exit(officer):
    first = mariam(
        {
            "Date de sortie": "30/04/2026",
            "Situation à la sortie": "emploi CDI",
            "Date d'observation (sortie)": "02/05/2026",
        }
    )
    second = mariam({"Date d'entrée": "01/06/2026", "Statut à l'entrée": "au foyer"})

    bring(officer, first, second)

    hers = Participation.objects.get()
    assert (hers.entry_on, hers.exit_on, hers.category) == (date(2026, 2, 2), None, "unemployed")
    assert [one.starts_on for one in Episode.objects.all()] == [date(2026, 2, 2), date(2026, 6, 1)]
    assert [one.is_current for one in Observation.objects.all()] == [False]


def test_one_number_for_two_people_is_a_fault_of_the_sheet(officer):
    run = start(officer, sheet(mariam(), mariam({"Nom": "Peeters", "Prénom": "Jan", "Date d'entrée": "01/06/2026"})))

    plan = plan_run(officer, run)

    assert [(error.row, error.field) for error in plan.errors] == [(5, "number")]


def test_the_same_name_and_birth_date_under_two_numbers_is_a_question(officer):
    run = start(officer, sheet(mariam(), mariam({"N°": "2", "Date d'entrée": "01/06/2026"})))
    [question] = plan_run(officer, run).questions

    with pytest.raises(RowsRefused):
        execute(by=officer, run=run, at=NOON)
    run = decide(by=officer, run=run, decisions={question.key: "other"})
    execute(by=officer, run=run, at=NOON)

    assert Person.objects.count() == 2


def test_somebody_we_know_is_not_made_twice(officer):
    known = person("Mariam", "Diallo", birth_date=date(1990, 4, 15))

    bring(officer, mariam())

    assert Participation.objects.get().person == known


def test_somebody_who_resembles_is_asked(officer):
    person("Mariame", "Diallo", birth_date=date(1990, 4, 15))
    run = start(officer, sheet(mariam()))

    [question] = plan_run(officer, run).questions

    assert "même date de naissance" in question.sentence


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"Date d'entrée": "31/02/2026"}, "entry_on"),
        ({"Date d'entrée": ""}, "entry_on"),
        ({"Date de sortie": "01/01/2026"}, "exit_on"),
        ({"Date de naissance": "15/04/2025"}, "birth_date"),
        ({"Inoccupé depuis": "01/01/2027"}, "length"),
        ({"En formation/études à l'entrée": "peut-être"}, "in_training"),
        ({"Nom": "", "Prénom": ""}, "last_name"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(officer, cells, field):
    run = start(officer, sheet(mariam({"N°": "2", "Nom": "Bon"}), mariam(cells)))

    with pytest.raises(RowsRefused) as refusal:
        execute(by=officer, run=run, at=NOON)

    assert [(error.row, error.field) for error in refusal.value.plan.errors] == [(5, field)]
    assert Person.objects.count() == 0


def test_the_good_rows_only_when_the_user_says_so(officer):
    run = start(officer, sheet(mariam({"N°": "2", "Nom": "Bon"}), mariam({"Date d'entrée": "31/02/2026"})))

    done = execute(by=officer, run=run, good_rows_only=True, at=NOON)

    assert (done.summary["new"], done.summary["refused"]) == (1, 1)


def test_a_cell_is_corrected_in_the_page(officer):
    run = start(officer, sheet(mariam({"Date d'entrée": "31/02/2026"})))

    run = decide(by=officer, run=run, corrections={"4:entry_on": "28/02/2026"})
    execute(by=officer, run=run, at=NOON)

    assert Participation.objects.get().entry_on == date(2026, 2, 28)


def test_an_unknown_label_is_decided_once_and_remembered(officer):
    odd = sheet(mariam({"Statut à l'entrée": "statut maison"}))
    run = start(officer, odd)
    assert run.state == "labels"

    run = decide(by=officer, run=run, labels={"status": {"statut maison": "at_home"}})
    execute(by=officer, run=run, at=NOON)

    assert Participation.objects.get().category == "inactive"
    assert start(officer, odd).state == "preview"


def test_an_import_is_taken_back_as_if_it_had_never_been(officer):
    run = bring(officer, mariam(), mariam({"N°": "2", "Nom": "Bah", "Prénom": "Aïcha"}))

    undo(by=officer, run=run, at=NOON)

    tables = (Person, ContactPoint, KnownNumber, Participation, Episode, Observation)
    assert [table.objects.count() for table in tables] == [0] * 6


def test_taking_back_a_second_import_restores_the_first(officer):
    bring(officer, mariam())
    before = Participation.objects.values().get()
    second = bring(officer, mariam({"Niveau d'études": "master", "Date de sortie": "30/06/2026"}))
    assert Participation.objects.get().isced == 7
    assert ImportChange.objects.filter(run=second, effect="changed").count() == 1

    undo(by=officer, run=second, at=NOON)

    assert Participation.objects.values().get() == before


@contextmanager
def counted(tried):
    """One more input; a sentence is an answer, any other error a failure."""
    tried["inputs"] += 1
    try:
        yield
    except (Refused, UnreadableFile):
        return  # a sentence, and nothing written
    except Exception:
        tried["failures"] += 1
        raise


def test_no_cell_breaks_the_import(officer):
    tried = {"inputs": 0, "failures": 0}

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        cells=st.dictionaries(
            st.sampled_from(NAMES),
            st.text(alphabet=st.characters(codec="cp1252", exclude_characters=';\n\r"'), max_size=20),
        )
    )
    def bring_anything(cells):
        with counted(tried):
            run = start(officer, sheet(mariam(cells), mariam({"N°": "2", "Nom": "Bon"})))
            execute(by=officer, run=run, good_rows_only=True, at=NOON)

    bring_anything()
    note("importers under bad input", "people", **tried)
    assert tried["failures"] == 0


def test_no_cell_breaks_the_hours(officer):
    bring(officer, mariam())
    tried = {"inputs": 0, "failures": 0}
    cell = st.text(alphabet=st.characters(codec="cp1252", exclude_characters=';\n\r"'), max_size=12)

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        cells=st.lists(st.one_of(cell, st.sampled_from(["12h30", "-1", "999", "7,5"])), min_size=5, max_size=5),
        month=cell,
    )
    def bring_anything(cells, month):
        data = f"N°;Nom;Prénom;janv. 2026;{month}\n{';'.join(cells)}\n1;Diallo;Mariam;2;3"
        about = importers["hours"].target(officer, "FSE-1")
        with counted(tried):
            run = start_run(
                by=officer,
                importer=importers["hours"],
                about=about,
                name="h.csv",
                data=data.encode("cp1252", errors="replace"),
                at=NOON,
            )
            execute(by=officer, run=run, good_rows_only=True, at=NOON)

    bring_anything()
    note("importers under bad input", "hours", **tried)
    assert tried["failures"] == 0
