"""The wizard without a script: each step answered, gone back to, left; long work in the background, found again."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.imports import launching
from levier.foundation.imports.models import ImportRun
from levier.foundation.kit.progress import progress_of, tell_progress
from levier.foundation.kit.screens import reference
from tests.cast import browser, colleague, organisation, project
from tests.evidence.outcomes.workbooks import mariam, sheet
from tests.foundation.imports.counting import APART, everything
from tests.foundation.imports.files import xlsx
from tests.foundation.imports.worker import do_waiting_work
from tests.results import note

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return browser(colleague(Role.PROJECT_OFFICER))


def give(client, data, name="stagiaires.csv", kind="people"):
    """Post a file; the address of the run, or the page that says what is wrong."""
    held = project("FSE-1") if not ImportRun.objects.exists() else ImportRun.objects.first()
    about = held.about if isinstance(held, ImportRun) else reference(held)
    file = SimpleUploadedFile(name, data)
    return client.submit(reverse("imports:new"), {"kind": kind, "about": about, "file": file})


def people(count, **cells):
    names = ("Bah", "Peeters", "Yilmaz", "Kowalska", "Haddad", "Popescu", "Mbuyi", "Sow", "Ouali", "Noel")
    return [
        mariam(
            {
                "N°": number,
                "Nom": names[number % 10],
                "Prénom": f"Person{number}",
                "Date de naissance": f"{13 + number % 16}/{1 + number % 12:02d}/{1970 + number % 25}",
                **cells,
            }
        )
        for number in range(1, count + 1)
    ]


def test_a_small_workbook_goes_in_at_once(officer):
    page = give(officer, sheet(mariam()))
    checked = officer.get(page.url)
    assert "Importer 1" in checked.content.decode()

    done = officer.submit(page.url, {"etape": "importer"})

    result = officer.get(done.url).content.decode()
    assert "Ce classeur est importé." in result
    assert f'<a class="button main" href="{reverse("projects:project", args=[Project.objects.get().pk])}">' in result
    assert Participation.objects.count() == 1


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 x", b"hello", b"PK\x03\x04 nothing"], ids=("empty", "pdf", "text", "zip")
)
def test_what_is_no_workbook_is_said_in_the_form_and_changes_nothing(officer, data):
    project("FSE-1")
    before = everything()

    answer = officer.submit(
        reverse("imports:new"),
        {"kind": "people", "about": "projects.project:1", "file": SimpleUploadedFile("x.xlsx", data)},
    )

    assert answer.status_code == 422
    assert everything(apart={"accounts.FormToken"}) == {
        name: rows for name, rows in before.items() if name != "accounts.FormToken"
    }


def test_the_sheet_is_asked_when_several_fit(officer):
    rows = [["N°", "Nom", "Prénom", "Date d'entrée"], [1, "Diallo", "Mariam", "05/02/2024"]]
    page = give(officer, xlsx(("Matin", rows), ("Soir", [*rows, [2, "Bah", "Aïcha", "05/02/2024"]])), "x.xlsx")
    assert "Laquelle faut-il lire" in officer.get(page.url).content.decode()

    officer.submit(page.url, {"etape": "feuille", "feuille": "Soir"})

    assert "Importer 2" in officer.get(page.url).content.decode()


def test_one_goes_back_to_the_columns_and_to_the_sheet(officer):
    page = give(officer, sheet(mariam()))

    assert "Colonne du classeur" in officer.get(page.url + "?etape=colonnes").content.decode()
    assert "Feuille à lire" in officer.get(page.url + "?etape=feuille").content.decode()
    assert "Importer 1" in officer.get(page.url + "?etape=resultat").content.decode()


def test_a_column_taken_away_is_read_no_more(officer):
    page = give(officer, sheet(mariam({"Handicap": "x"})))
    officer.submit(page.url, {"etape": "colonnes", "c-5": ""})

    officer.submit(page.url, {"etape": "importer"})

    assert Participation.objects.get().nationalities == ""


def test_an_unknown_label_is_asked_then_remembered(officer):
    page = give(officer, sheet(mariam({"Statut à l'entrée": "statut maison"})))
    assert "statut maison" in officer.get(page.url).content.decode()

    officer.submit(page.url, {"etape": "libelles", "l-status:statut maison": "at_home"})
    officer.submit(page.url, {"etape": "importer"})

    assert Participation.objects.get().category == "inactive"


def test_an_error_is_named_by_its_cell_and_corrected_there(officer):
    page = give(officer, sheet(mariam({"Date d'entrée": "31/02/2026"})))
    text = officer.get(page.url).content.decode()
    assert "ligne 4" in text
    assert "K4" in text

    fields = {"v-4:entry_on": "28/02/2026", "w-4:entry_on": "31/02/2026"}
    officer.submit(page.url, {"etape": "corriger", **fields})
    officer.submit(page.url, {"etape": "importer"})

    assert f"{Participation.objects.get().entry_on}" == "2026-02-28"


def test_a_correction_that_was_wrong_is_forgotten_and_made_anew(officer):
    page = give(officer, sheet(mariam({"Date d'entrée": "31/02/2026"})))
    fields = {"v-4:entry_on": "28/02/2026", "w-4:entry_on": "31/02/2026"}
    before = officer.get(page.url).content.decode()
    officer.submit(page.url, {"etape": "corriger", **fields})
    after = officer.get(page.url).content.decode()

    officer.submit(page.url, {"etape": "oublier"})

    again = officer.get(page.url).content.decode()
    offered = ['value="oublier"' in text for text in (before, after, again)]
    assert offered == [False, True, False]
    assert ['name="v-4:entry_on"' in text for text in (before, after, again)] == [True, False, True]
    assert ImportRun.objects.get().corrections == {}


def test_a_long_list_of_errors_is_paged_not_cut(officer):
    page = give(officer, sheet(*people(120, **{"Date d'entrée": "31/02/2026"})))

    first, last = (officer.get(page.url + f"?page={number}").content.decode() for number in (1, 3))

    assert (first.count('name="v-'), last.count('name="v-')) == (50, 20)
    assert "101 à 120 sur 120" in last


def test_an_import_is_abandoned_and_nothing_came_in(officer):
    page = give(officer, sheet(mariam()))

    officer.submit(page.url, {"etape": "abandonner"})

    assert "abandonné" in officer.get(page.url).content.decode()
    assert Participation.objects.count() == 0
    officer.submit(page.url, {"etape": "importer"})
    assert Participation.objects.count() == 0


def test_the_list_of_errors_is_a_spreadsheet(officer):
    page = give(officer, sheet(mariam({"Date d'entrée": "31/02/2026"})))

    assert officer.get(page.url + "erreurs/").content[:2] == b"PK"


def test_a_long_import_waits_its_turn_and_is_found_again(officer, settings, django_capture_on_commit_callbacks):
    page = give(officer, sheet(*people(launching.AT_ONCE + 1)))

    with django_capture_on_commit_callbacks(execute=True):
        officer.submit(page.url, {"etape": "importer"})
    waiting = officer.get(page.url).content.decode()
    assert "attend son tour" in waiting
    assert "Abandonner" in waiting
    do_waiting_work()

    assert "Ce classeur est importé." in officer.get(page.url).content.decode()
    assert Participation.objects.count() == launching.AT_ONCE + 1
    assert officer.get(page.url, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert progress_of(f"import-{ImportRun.objects.get().pk}") is None


def test_a_long_import_with_a_fault_comes_back_to_be_corrected(officer, django_capture_on_commit_callbacks):
    rows = [*people(launching.AT_ONCE), mariam({"N°": "9999", "Date d'entrée": "31/02/2026"})]
    page = give(officer, sheet(*rows))

    with django_capture_on_commit_callbacks(execute=True):
        officer.submit(page.url, {"etape": "importer"})
    do_waiting_work()

    assert "rien n&#x27;a été importé" in officer.get(page.url).content.decode()
    assert (ImportRun.objects.get().state, Participation.objects.count()) == ("preview", 0)


def test_an_abandoned_import_that_waited_is_not_carried_out(officer, django_capture_on_commit_callbacks):
    page = give(officer, sheet(*people(launching.AT_ONCE + 1)))
    with django_capture_on_commit_callbacks(execute=True):
        officer.submit(page.url, {"etape": "importer"})

    officer.submit(page.url, {"etape": "abandonner"})
    do_waiting_work()

    assert (ImportRun.objects.get().state, Participation.objects.count()) == ("abandoned", 0)


def test_a_work_that_was_cut_off_is_said_and_sent_again(officer, time_machine, django_capture_on_commit_callbacks):
    page = give(officer, sheet(*people(launching.AT_ONCE + 1)))
    with django_capture_on_commit_callbacks():
        officer.submit(page.url, {"etape": "importer"})
    ImportRun.objects.update(state="running")
    assert "Relancer" not in officer.get(page.url).content.decode()

    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    assert "Relancer" in officer.get(page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        officer.submit(page.url, {"etape": "reprendre"})
    do_waiting_work()

    assert Participation.objects.count() == launching.AT_ONCE + 1


def test_progress_is_said_while_it_lasts(officer, django_capture_on_commit_callbacks):
    page = give(officer, sheet(*people(launching.AT_ONCE + 1)))
    with django_capture_on_commit_callbacks():
        officer.submit(page.url, {"etape": "importer"})
    run = ImportRun.objects.get()
    ImportRun.objects.update(state="running")

    tell_progress(f"import-{run.pk}", 250, 501)

    assert "250 sur 501" in officer.get(page.url).content.decode().replace("\u202f", " ")


def test_somebody_elsewhere_finds_no_import(officer):
    page = give(officer, sheet(mariam()))
    stranger = browser(colleague(Role.PROJECT_OFFICER, at=organisation("ailleurs"), name="Zoé"))

    assert stranger.get(page.url).status_code == 404
    assert stranger.submit(page.url, {"etape": "importer"}).status_code == 404


def test_the_check_shows_the_first_rows_as_they_are_understood(officer):
    page = give(officer, sheet(mariam()))

    text = officer.get(page.url).content.decode()

    assert "La première ligne, comme Levier la comprend" in text
    cells = re.findall(r"<bdi>([^<]*)</bdi>", text[text.index("Premières lignes") :])
    assert cells[:5] == ["1", "Diallo", "Mariam", "Femme", "15 avril 1990"]
    assert "<td>nouvelle</td>" in text


def test_undoing_in_the_page_puts_all_back(officer):
    about = reference(project("FSE-1"))
    before = everything(apart=APART | {"accounts.FormToken"})
    page = give_again = officer.submit(
        reverse("imports:new"),
        {"kind": "people", "about": about, "file": SimpleUploadedFile("x.csv", sheet(mariam()))},
    )
    officer.submit(page.url, {"etape": "importer"})

    assert "Annuler l&#x27;import" in officer.get(give_again.url + "annuler/").content.decode()
    officer.submit(give_again.url + "annuler/")

    assert "tout est comme avant" in officer.get(page.url).content.decode()
    assert everything(apart=APART | {"accounts.FormToken"}) == before


def test_no_answer_of_a_step_breaks_the_wizard(officer):
    page = give(officer, sheet(mariam({"Statut à l'entrée": "statut maison"})))
    tried = {"inputs": 0, "failures": 0}
    names = st.one_of(
        st.sampled_from(
            ["c-0", "c-99", "c-x", "l-status:statut maison", "l-x", "v-4:entry_on", "v-", "q-", "q-all:rows"]
        ),
        st.text(max_size=12),
    )

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        step=st.sampled_from(["feuille", "colonnes", "libelles", "corriger", "reprendre", "", "autre"]),
        fields=st.dictionaries(names, st.text(max_size=20), max_size=4),
        page_number=st.text(max_size=4),
    )
    def answer(step, fields, page_number):
        tried["inputs"] += 1
        posted = {**fields, "etape": step, "page": page_number}
        given_back = officer.submit(page.url, {name: text.replace("\x00", "") for name, text in posted.items()})
        shown = officer.get(page.url, {"page": page_number, "etape": step})
        tried["failures"] += given_back.status_code >= 500 or shown.status_code >= 500

    answer()
    note("importers under bad input", "steps", **tried)
    assert tried["failures"] == 0
