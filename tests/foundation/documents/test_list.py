"""One list of the documents that one may open, with the place they take and until when they are kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from levier.foundation.accounts.actions.choices import choose_keeping, let_old_things_go
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation
from levier.foundation.documents.actions import keep_file
from levier.foundation.documents.enums import Kind
from levier.foundation.documents.models import Document
from levier.foundation.documents.queries import content_of, room_used
from levier.foundation.imports.models import ImportRun
from levier.foundation.imports.rules import USE_IMPORTS
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from tests.cast import NOON, actor, browser, colleague, organisation, project
from tests.foundation.documents.cast import OFFICER, attached, file_of
from tests.guards import exactly

pytestmark = pytest.mark.django_db
PAGE = reverse("documents:documents")
LATER = NOON + timedelta(days=100)


def imported(name="stagiaires.csv", *, at=None, state=ImportRun.State.DONE):
    here = at or organisation()
    document = keep_file(
        by=house(here.pk), kind=Kind.IMPORT, name=name, data=b"Nom;Heures\n", permission=USE_IMPORTS, at=NOON
    )
    ImportRun.objects.create(organisation=here, importer="people", document=document, state=state, made_at=NOON)
    return document


def names(answer):
    return [cells[0]["value"] for _pk, cells in answer.context["rows"]]


def test_each_document_leads_to_its_file_and_to_what_it_is_about():
    document = attached(project("FSE-1"), "convention.pdf")
    ines = browser(colleague(OFFICER, name="Inès"))

    page = ines.get(PAGE).text

    assert f'href="{reverse("documents:document", args=[document.pk])}"' in page
    assert f'href="{reverse("projects:project", args=[document.about.split(":")[1]])}"' in page


def test_only_what_this_colleague_may_open_is_listed():
    attached(project("FSE-1"), "convention.pdf")
    imported()

    officer = names(browser(colleague(OFFICER, name="Inès")).get(PAGE))
    finance = names(browser(colleague(Role.FINANCE, name="Paul")).get(PAGE))

    assert sorted(officer) == ["convention.pdf", "stagiaires.csv"]
    assert finance == ["convention.pdf"]


def test_another_association_s_documents_are_not_there():
    attached(project("FSE-9", at=organisation("ailleurs")), "secret.pdf")

    assert names(browser(colleague(OFFICER, name="Inès")).get(PAGE)) == []


def test_reception_has_no_such_list():
    assert browser(colleague(Role.RECEPTION, name="Rosa")).get(PAGE).status_code == 403


def test_it_is_searched_and_filtered_by_kind():
    here = project("FSE-1")
    attached(here, "convention.pdf", title="Convention signée")
    attached(here, "preuve.pdf", kind="proof")
    ines = browser(colleague(OFFICER, name="Inès"))

    assert names(ines.get(PAGE, {"q": "convention"})) == ["Convention signée"]
    assert names(ines.get(PAGE, {"sorte": "proof"})) == ["preuve.pdf"]


def test_it_says_the_place_taken_and_the_place_there_is():
    Organisation.objects.filter(pk=organisation().pk).update(settings={"documents_megabytes": 2})
    document = attached(project("FSE-1"))

    page = browser(colleague(OFFICER, name="Inès")).get(PAGE).text.replace("\u00a0", " ").replace("\u202f", " ")

    assert room_used(organisation().pk) == (document.size, 2_000_000)
    assert "1 ko sur 2 Mo" in page


def test_the_direction_chooses_how_much_place_there_is():
    claire = browser(colleague(Role.DIRECTION, name="Claire"))
    address = reverse("accounts:number", args=["documents_megabytes"])

    version = claire.get(address).context["form"]["version"].value()
    claire.submit(address, {"value": "200", "version": version})

    assert room_used(organisation().pk) == (0, 200_000_000)
    assert address in claire.get(reverse("accounts:settings")).text


def test_the_largest_comes_first_when_asked():
    here = project("FSE-1")
    attached(here, "petit.txt", b"a")
    attached(here, "grand.txt", b"a" * 5_000)

    assert names(browser(colleague(OFFICER, name="Inès")).get(PAGE, {"tri": "-taille"})) == ["grand.txt", "petit.txt"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_one_document_and_three(count):
    for number in range(count):
        attached(project(f"FSE-{number}"))
    ines = browser(colleague(OFFICER, name="Inès"))
    ines.get(PAGE)

    with exactly(8):
        ines.get(PAGE)


def test_files_of_imports_say_until_when_they_are_kept_then_go():
    document = imported()
    choose_keeping(by=actor(Role.DIRECTION), name="imported_files", months=3, at=NOON)
    ines = browser(colleague(OFFICER, name="Inès"))
    day = ines.get(PAGE).text
    assert "15/09/2026" in day

    gone = let_old_things_go(by=house(document.organisation_id), at=LATER)

    document.refresh_from_db()
    assert (gone, document.emptied_at) == ({"imported_files": 1}, LATER)
    with pytest.raises(Refused, match="plus gardé"):
        content_of(document)
    assert ines.get(reverse("documents:document", args=[document.pk])).status_code == 409
    assert room_used(document.organisation_id)[0] == 0
    assert ImportRun.objects.filter(document=document).exists()


def test_the_bytes_leave_the_disk_after_the_commit(django_capture_on_commit_callbacks):
    document = imported()
    choose_keeping(by=actor(Role.DIRECTION), name="imported_files", months=1, at=NOON)
    assert file_of(document).exists()

    with django_capture_on_commit_callbacks(execute=True):
        let_old_things_go(by=house(document.organisation_id), at=LATER)

    assert not file_of(document).exists()


@pytest.mark.parametrize("state", [ImportRun.State.PREVIEW, ImportRun.State.QUEUED, ImportRun.State.FAILED])
def test_a_file_that_an_open_import_reads_stays(state):
    document = imported(state=state)
    choose_keeping(by=actor(Role.DIRECTION), name="imported_files", months=1, at=NOON)

    assert let_old_things_go(by=house(document.organisation_id), at=LATER) == {}
    assert content_of(document) == b"Nom;Heures\n"


def test_what_was_attached_to_a_project_is_kept_whatever_is_chosen_for_imports():
    document = attached(project("FSE-1"))
    choose_keeping(by=actor(Role.DIRECTION), name="imported_files", months=1, at=NOON)

    assert let_old_things_go(by=house(document.organisation_id), at=LATER) == {}
    assert Document.objects.get().emptied_at is None
