"""Documents are added to an object and taken away with a reason; whatever fails, nothing is half done."""

import errno
import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.documents import storage
from levier.foundation.documents.actions import attach, remove_document
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.documents.panels import of_holder
from levier.foundation.documents.phrases import weight
from levier.foundation.documents.queries import room_left
from levier.foundation.documents.tasks import sweep_files
from levier.foundation.documents.uploading import MOST_UPLOADED
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest
from tests.cast import NOON, actor, browser, colleague, organisation, project
from tests.foundation.documents.cast import OFFICER, attached, file_of, files_on_disk, sent
from tests.foundation.documents.samples import pdf
from tests.guards import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_disk(settings, tmp_path):
    """A folder of files for this test alone."""
    options = {"location": tmp_path / "files", "file_permissions_mode": 0o600}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    }


def form_of(instance, table="projects.project"):
    return reverse("documents:add", args=[table, instance.pk])


def removal_of(document):
    return reverse("documents:remove", args=[document.pk])


def errors(answer):
    return answer.status_code, [str(one) for found in answer.context["form"].errors.values() for one in found]


def test_an_agreement_is_added_to_its_project_and_found_on_its_page():
    there = project()
    client = browser(colleague(OFFICER))

    led = client.submit(form_of(there), {"file": sent(), "kind": "agreement", "title": "Convention signée"})
    page = client.get(led["Location"]).content.decode()

    document = Document.objects.get()
    assert led["Location"] == f"/projets/{there.pk}/"
    assert (document.about, document.permission, document.kind) == (
        f"projects.project:{there.pk}",
        "projects.see",
        "agreement",
    )
    assert f'<a href="/documents/{document.pk}/"><bdi>Convention signée</bdi></a>' in page
    assert (Line.objects.latest("number").verb, Line.objects.latest("number").object) == (
        "document.added",
        f"documents.document:{document.pk}",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_project_lists_its_documents_in_one_question(count):
    there = project()
    for number in range(count):
        attached(there, f"annexe-{number}.pdf")
    request = HouseRequest()
    request.actor = actor(OFFICER)

    with exactly(1):
        shown = of_holder("projects.project")(request, there)

    assert sorted(one.name for one, _weight in shown["documents"]) == [
        f"annexe-{number}.pdf" for number in range(count)
    ]


def test_the_files_of_imports_are_not_among_the_documents_of_a_project():
    there = project()
    attached(there, kind="import")
    request = HouseRequest()
    request.actor = actor(Role.FINANCE)

    assert of_holder("projects.project")(request, there) is None


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1\u00a0ko"),
        (999_499, "999\u00a0ko"),
        (1_000_000, "1\u00a0Mo"),
        (1_240_000, "1,2\u00a0Mo"),
        (20_971_520, "21\u00a0Mo"),
    ],
)
def test_weights_are_said_as_people_read_them(size, said):
    assert weight(size) == said


def test_a_refused_file_is_told_at_its_field_and_nothing_is_kept():
    there = project()

    answer = browser(colleague(OFFICER)).submit(form_of(there), {"file": sent(data=b"MZ"), "kind": "other"})

    assert errors(answer) == (
        422,
        ["Ce fichier est un programme\u202f: Levier n'en garde pas. Enregistrez le document en PDF."],
    )
    assert (Document.objects.count(), files_on_disk(there.organisation_id)) == (0, [])


def test_no_file_at_all_says_to_choose_one():
    answer = browser(colleague(OFFICER)).submit(form_of(project()), {"kind": "other"})

    assert errors(answer) == (422, ["Choisissez un fichier."])


def test_a_file_beyond_what_comes_in_is_refused_by_its_weight():
    answer = browser(colleague(OFFICER)).submit(
        form_of(project()), {"file": sent(data=b"%PDF-" + b"0" * MOST_UPLOADED), "kind": "other"}
    )

    assert errors(answer) == (
        422,
        ["Ce fichier pèse 51\u00a0Mo\u202f: 20\u00a0Mo au plus. Réduisez-le, ou coupez-le en plusieurs fichiers."],
    )


def test_nothing_touches_the_disk_while_a_file_comes_in(settings):
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"

    answer = browser(colleague(OFFICER)).submit(
        form_of(project()), {"file": sent(data=pdf() + b"%" * 10_000_000), "kind": "other"}
    )

    assert answer.status_code == 303


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("moment", ["open", "fsync", "replace"])
def test_a_disk_that_takes_nothing_is_told_and_nothing_is_half_done(number, moment, monkeypatch):
    there = project()

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    place = {"open": "os.open", "fsync": "os.fsync", "replace": "pathlib.Path.replace"}[moment]
    client = browser(colleague(OFFICER))
    with monkeypatch.context() as patch:
        patch.setattr(place, fail)
        answer = client.submit(form_of(there), {"file": sent(), "kind": "other"})

    assert errors(answer) == (
        422,
        ["Le disque de Levier est plein ou ne répond pas\u202f: rien n'a été gardé. Prévenez l'administration."],
    )
    assert (Document.objects.count(), files_on_disk(there.organisation_id)) == (0, [])
    assert not Line.objects.filter(verb="document.added").exists()


def test_when_the_disk_is_well_again_the_same_file_is_taken(monkeypatch):
    there = project()
    client = browser(colleague(OFFICER))
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        client.submit(form_of(there), {"file": sent(), "kind": "other"})

    client.submit(form_of(there), {"file": sent(), "kind": "other"})

    assert len(files_on_disk(there.organisation_id)) == Document.objects.count() == 1


def test_an_association_has_so_much_place_and_no_more():
    there = project()
    house = organisation()
    house.settings = {"documents_megabytes": 1}
    house.save()

    answer = browser(colleague(OFFICER)).submit(
        form_of(there), {"file": sent("long.txt", b"a" * 1_000_001), "kind": "other"}
    )

    assert errors(answer) == (
        422,
        [
            "La place de votre association est pleine. Retirez d'anciens documents, ou choisissez plus de place dans"
            " les réglages."
        ],
    )


def test_what_one_association_keeps_takes_no_place_of_another():
    elsewhere = attached(project(at=organisation("ailleurs")))

    assert room_left(organisation().pk) - room_left(elsewhere.organisation_id) == elsewhere.size


@pytest.mark.parametrize(("role", "status"), [(OFFICER, 200), (Role.FINANCE, 403), (Role.AUDITOR, 403)])
def test_who_changes_a_project_adds_its_documents(role, status):
    assert browser(colleague(role)).get(form_of(project())).status_code == status


@pytest.mark.parametrize("table", ["projects.project", "people.person", "nowhere.nothing"])
def test_nothing_is_added_to_what_one_may_not_know_or_what_holds_no_documents(table):
    theirs = project(at=organisation("ailleurs"))

    answer = browser(colleague(OFFICER)).submit(form_of(theirs, table), {"file": sent(), "kind": "other"})

    assert (answer.status_code, Document.objects.count()) == (404, 0)


def test_an_action_without_the_right_or_for_another_house_changes_nothing():
    mine, theirs = project(), project(at=organisation("ailleurs"))
    upload = check_upload("convention.pdf", pdf())

    with pytest.raises(Refused):
        attach(by=actor(Role.FINANCE), to=mine, upload=upload, at=NOON)
    with pytest.raises(Refused):
        attach(by=actor(OFFICER), to=theirs, upload=upload, at=NOON)

    assert Document.objects.count() == 0


def test_taking_a_document_away_asks_why():
    document = attached(project())

    answer = browser(colleague(OFFICER)).submit(removal_of(document), {"reason": "  "})

    assert (answer.status_code, Document.objects.count(), file_of(document).exists()) == (422, 1, True)


def test_a_document_goes_with_its_reason_in_the_journal_and_its_file_after_the_commit(
    django_capture_on_commit_callbacks,
):
    there = project()
    document = attached(there)
    client = browser(colleague(OFFICER))

    with django_capture_on_commit_callbacks() as after:
        led = client.submit(removal_of(document), {"reason": "scan illisible, refait"})
    before = file_of(document).exists()
    for one in after:
        one()

    detail = Detail.objects.get(number=Line.objects.get(verb="document.removed").number)
    assert (led["Location"], before, file_of(document).exists()) == (f"/projets/{there.pk}/", True, False)
    assert (detail.change["name"], detail.change["reason"]) == ("convention.pdf", "scan illisible, refait")
    assert not Document.objects.exists()


def test_a_document_of_another_house_is_not_taken_away():
    theirs = attached(project(at=organisation("ailleurs")))

    answer = browser(colleague(OFFICER)).submit(removal_of(theirs), {"reason": "parce que"})

    assert (answer.status_code, Document.objects.count()) == (404, 1)


def test_who_only_sees_a_project_takes_nothing_away():
    document = attached(project())

    answer = browser(colleague(Role.FINANCE)).submit(removal_of(document), {"reason": "parce que"})
    with pytest.raises(Refused):
        remove_document(by=actor(Role.FINANCE, name="Paul"), document=document, reason="parce que", at=NOON)

    assert (answer.status_code, Document.objects.count()) == (403, 1)


def test_a_file_whose_act_was_undone_is_swept_away_a_day_later():
    kept = attached(project())
    place = storage.put(organisation().pk, b"left behind")
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)

    early, late = sweep_files(organisation().pk, timezone.now()), sweep_files(organisation().pk, tomorrow)

    assert (early, late) == (0, 1)
    assert files_on_disk(organisation().pk) == [kept.place.partition("/")[2]] != [place.partition("/")[2]]


def test_what_is_swept_in_one_house_leaves_the_others_alone():
    theirs = attached(project(at=organisation("ailleurs")))
    organisation()

    assert sweep_files(organisation().pk, timezone.now() + timedelta(days=2)) == 0
    assert file_of(theirs).exists()
