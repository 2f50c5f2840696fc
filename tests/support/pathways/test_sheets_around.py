"""Around the two sheets of accompaniments: the wizard, the command line, bad input, faults, erasure, who reads them."""

import json
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings as house_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.config.command import main
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.models import Document
from levier.foundation.documents.queries import documents_to_open
from levier.foundation.imports.actions import execute, undo
from levier.foundation.imports.models import ImportChange, ImportRun
from levier.foundation.imports.sheets import UnreadableFile
from levier.foundation.kit.permissions import Refused
from levier.register.people.enums import ErasureReason
from levier.register.people.leaving import erase_person
from levier.register.people.models import Person
from levier.support.pathways.models import Finding, Pathway
from tests.cast import actor, browser, colleague, organisation, person
from tests.foundation.imports.counting import everything
from tests.results import note
from tests.support.pathways.cast import NOW
from tests.support.pathways.sheets import HEADERS, LONG, bring, caseload, diagnosis, mariam, point, start
from tests.trust.test_import_faults import fail_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    found = actor(Role.COORDINATION, name="Chantal")
    colleague(name="Nadia")
    return found


@pytest.fixture
def her(head):
    return person("Mariam", "Diallo", birth_date=date(1990, 4, 15))


def give(client, data, kind="caseload"):
    return client.submit(
        reverse("imports:new"), {"kind": kind, "about": "", "file": SimpleUploadedFile("suivis.xlsx", data)}
    )


def test_the_wizard_takes_a_caseload_without_any_project(head):
    client = browser(colleague(Role.DIRECTION, name="Dora"))

    page = give(client, caseload(mariam()))
    assert "Importer 1 ligne" in client.get(page.url).text.replace("\xa0", " ")
    done = client.submit(page.url, {"etape": "importer"})

    assert f'<a class="button main" href="{reverse("pathways:pathways")}">' in client.get(done.url).text
    assert Pathway.objects.count() == 1


def test_the_wizard_names_a_colleague_once(head):
    client = browser(colleague(Role.DIRECTION, name="Dora"))
    page = give(client, caseload(mariam(Conseiller="Mme B.")))
    assert "Mme B." in client.get(page.url).text

    client.submit(page.url, {"etape": "libelles", "l-referent:Mme B.": "-"})

    assert "Importer 1 ligne" in client.get(page.url).text.replace("\xa0", " ")


def test_a_sheet_of_a_project_asks_for_its_project(head):
    client = browser(colleague(Role.DIRECTION, name="Dora"))

    answer = give(client, caseload(mariam()), kind="people")

    assert (answer.status_code, "Choisissez le projet." in answer.text) == (422, True)


def test_who_may_not_import_a_kind_meets_neither_its_runs_nor_its_files(head):
    run = bring(head, caseload(mariam()))
    officer = colleague(Role.PROJECT_OFFICER, name="Inès")

    client = browser(officer)

    assert client.get(reverse("imports:run", args=[run.pk])).status_code == 404
    assert client.get(reverse("imports:undo", args=[run.pk])).status_code == 404
    assert "suivis.xlsx" not in client.get(reverse("imports:runs")).text
    assert "suivis.xlsx" in browser(colleague(Role.DIRECTION, name="Dora")).get(reverse("imports:runs")).text
    assert [list(documents_to_open(one)) for one in (actor(Role.PROJECT_OFFICER, name="Léo"), head)] == [
        [],
        [Document.objects.get()],
    ]
    with pytest.raises(Refused):
        undo(by=actor(Role.PROJECT_OFFICER, name="Max"), run=run, at=NOW)


@pytest.fixture
def command(tmp_path, capfd, settings):
    settings.STORAGES = house_settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }
    organisation()
    colleague(name="Nadia")

    def run(data, kind, *words):
        file = tmp_path / f"{kind}.xlsx"
        file.write_bytes(data)
        status = main(["import", kind, str(file), *words, "--json"])
        return status, json.loads(capfd.readouterr().out)

    return run


def test_the_command_line_brings_both(command):
    assert command(caseload(mariam()), "caseload")[1]["summary"]["new"] == 1
    status, answer = command(diagnosis(point()), "diagnosis")

    assert (status, answer["summary"]["new"], Finding.objects.count()) == (0, 1, 1)


def test_the_command_line_says_faults_by_cell_and_writes_nothing(command):
    before = everything()

    status, answer = command(caseload(mariam(Suivi_depuis="31/02/2026")), "caseload")

    assert (status, [error["place"] for error in answer["errors"]]) == (1, ["H5"])
    assert command(caseload(mariam()), "caseload", "--dry-run")[1]["summary"]["new"] == 1
    assert everything() == before


def test_the_command_line_asks_for_the_project_of_people(command):
    status, answer = command(caseload(mariam()), "people")

    assert (status, answer["sentence"]) == (2, "Dites pour quel projet : ajoutez --project et son code.")


def test_an_import_of_either_comes_whole_or_not_at_all(head, her):
    sheets = (("caseload", caseload(mariam(), mariam(Dossier=2, Prénom="Awa"))), ("diagnosis", diagnosis(point())))
    for kind, data in sheets:
        run = start(head, data, kind)
        count, half = fail_everywhere(lambda run=run: execute(by=head, run=ImportRun.objects.get(pk=run.pk), at=NOW))
        assert (half, count > 4) == ([], True)
        done = execute(by=head, run=run, at=NOW)
        note("faults", f"import-{kind}", works=1, faults=count, half_done=len(half))
        count, half = fail_everywhere(lambda done=done: undo(by=head, run=ImportRun.objects.get(pk=done.pk), at=NOW))
        assert (half, count > 3) == ([], True)
        note("faults", f"import-{kind}-undone", works=1, faults=count, half_done=len(half))


def test_who_is_erased_leaves_nothing_in_what_was_imported(head, her):
    bring(head, caseload(mariam()))
    bring(head, caseload(mariam(Demande="Reprendre des études")))
    bring(head, diagnosis(point()), "diagnosis")
    boss = actor(Role.DIRECTION, name="Dora")

    erase_person(by=boss, person=Person.objects.get(pk=her.pk), reason=ErasureReason.ASKED, at=NOW)

    assert ImportChange.objects.count() == 0
    assert [one.emptied_for for one in Document.objects.all()] == ["erasure"] * 3


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


CELL = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    st.sampled_from(
        ["fort", "x", "Nadia", "HOU01", "31/02/2026", "02/03/2026", "1/1/1", "#REF!", "?", "-1", "référent"]
    ),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(min_value=date(1900, 3, 1), max_value=date(2100, 1, 1)),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("kind", "names", "write", "row"),
    [("caseload", HEADERS, caseload, mariam), ("diagnosis", LONG, diagnosis, point)],
    ids=("caseload", "diagnosis"),
)
def test_no_cell_breaks_the_import(head, her, kind, names, write, row):
    tried = {"inputs": 0, "failures": 0}

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(cells=st.dictionaries(st.sampled_from(names), CELL, max_size=8))
    def bring_anything(cells):
        with counted(tried):
            run = start(head, write(row(**cells), row()), kind)
            done = execute(by=head, run=run, good_rows_only=True, at=NOW)
            undo(by=head, run=done, at=NOW)

    bring_anything()
    note("importers under bad input", kind, **tried)
    assert tried["failures"] == 0
