"""A document is opened through its own permission, as a file to keep, and every opening is recorded."""

import pytest
from django.urls import reverse

from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.actions import keep_file
from levier.foundation.documents.models import Document
from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import house
from tests.cast import NOON, Browser, browser, colleague, organisation, project
from tests.foundation.documents.cast import attached, file_of
from tests.foundation.documents.samples import pdf

pytestmark = pytest.mark.django_db


def address(document):
    return reverse("documents:document", args=[document.pk])


def test_the_bytes_that_come_out_are_those_that_were_checked():
    document = attached(project(), data=pdf())

    assert browser(colleague()).get(address(document)).content == file_of(document).read_bytes()


def test_a_file_leaves_as_something_to_keep_never_as_a_page():
    document = attached(project(), "Convention n° 3 – été.pdf")

    answer = browser(colleague()).get(address(document))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''Convention%20n%C2%B0%203%20%E2%80%93%20%C3%A9t%C3%A9.pdf"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'"
    )
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_each_opening_is_recorded():
    document = attached(project())
    nadia = colleague()

    browser(nadia).get(address(document))

    line = Line.objects.latest("number")
    assert (line.actor, line.verb, line.object) == (
        f"user:{nadia.pk}",
        "document.read",
        f"documents.document:{document.pk}",
    )


def test_a_document_of_another_house_does_not_exist():
    theirs = attached(project(at=organisation("ailleurs")))

    answer = browser(colleague()).get(address(theirs))

    assert answer.status_code == 404
    assert not Line.objects.filter(verb="document.read").exists()


def test_a_document_opens_only_for_its_own_permission():
    document = keep_file(
        by=house(organisation().pk),
        kind=Document.Kind.OTHER,
        name="budget.pdf",
        data=pdf(),
        permission=CHANGE_PROJECTS,
        at=NOON,
    )

    answers = [browser(colleague(role)).get(address(document)).status_code for role in (Role.ANIMATOR, Role.DIRECTION)]

    assert answers == [403, 200]
    assert Line.objects.filter(verb="access.refused", object=f"documents.document:{document.pk}").count() == 1


def test_a_permission_that_is_no_more_opens_nothing():
    document = attached(project())
    Document.objects.update(permission="gone.see")

    assert browser(colleague(Role.DIRECTION)).get(address(document)).status_code == 403


def test_without_a_session_one_signs_in_first():
    document = attached(project())

    answer = Browser().get(address(document))

    assert answer.headers["Location"].startswith("/compte/login/")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda file: file.write_bytes(b"%PDF-1.7 another agreement"), "Le fichier a été altéré sur le disque"),
        (lambda file: file.unlink(), "Le fichier n&#x27;est plus à sa place."),
    ],
)
def test_a_file_that_is_not_the_one_that_was_kept_is_not_opened(damage, sentence):
    document = attached(project())
    damage(file_of(document))

    answer = browser(colleague()).get(address(document))

    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert not Line.objects.filter(verb="document.read").exists()


def test_a_file_lies_outside_the_web_root_under_a_name_that_says_nothing():
    document = attached(project(), "Mariam Diallo.pdf")

    assert document.place.startswith(f"{document.organisation_id}/")
    assert len(document.place.partition("/")[2]) == 32
    assert file_of(document).stat().st_mode & 0o077 == 0
    assert browser(colleague()).get(f"/static/{document.place}").status_code == 404


def test_the_journal_names_a_document_only_to_who_may_open_it():
    document = keep_file(
        by=house(organisation().pk),
        kind=Document.Kind.OTHER,
        name="Mariam Diallo.pdf",
        data=pdf(),
        permission=CHANGE_PROJECTS,
        at=NOON,
    )
    browser(colleague(Role.DIRECTION)).get(address(document))

    readers = [colleague(role, name="Luc") for role in (Role.DIRECTION, Role.ADMINISTRATOR)]
    told = [browser(reader).get("/journal/").content.decode() for reader in readers]

    assert ["Mariam Diallo.pdf" in page for page in told] == [True, False]
