"""Mariam asks for all that the house holds of her: every row is there, in words she can read."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.models import Attendance, AttendanceNote, Enrolment
from levier.evidence.outcomes.models import Episode, Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.actions import attach
from levier.foundation.documents.checks import check_upload
from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import house as house_of
from levier.register.people.copying import copy_of, parts_of
from levier.register.people.models import ContactPoint
from tests.activity.activities.cast import AFTER, workshop
from tests.cast import NOON, actor, browser, colleague, organisation, person, project
from tests.foundation.documents.cast import file_of
from tests.foundation.documents.samples import pdf
from tests.foundation.outbox.cast import MARIAM, written
from tests.register.people.test_merging import came

pytestmark = pytest.mark.django_db


def a_life():
    """(Mariam, her participation): a phone, a mail written to her, a workshop, a project with a paper."""
    _activity, session, (mariam, *_others) = workshop(2)
    by = actor(Role.DIRECTION, name="Dirk")
    for kind, value in (("phone", "+32470123456"), ("mail", MARIAM)):
        ContactPoint.objects.create(organisation=mariam.organisation, person=mariam, kind=kind, value=value, key=value)
    record_attendance(by=by, session=session, entries={mariam.pk: Entry("present")}, at=AFTER)
    held = came(mariam, project(), date(2026, 2, 2), nationalities="GN")
    attach(by=by, to=held, upload=check_upload("carte.pdf", pdf()), kind="proof", title="Carte d'identité", at=NOON)
    written(MARIAM)
    return mariam, held


def packed(mariam) -> zipfile.ZipFile:
    by = actor(Role.COORDINATION, name="Fatou")
    return zipfile.ZipFile(io.BytesIO(copy_of(by=by, person=mariam, house="Mission Locale", at=NOON)))


def test_every_row_that_speaks_of_her_is_in_the_copy_and_nobody_else():
    mariam, held = a_life()

    tables = json.loads(packed(mariam).read("donnees.json"))["tables"]

    counts = {table: len(rows) for table, rows in tables.items()}
    assert counts == {
        "people.person": 1,
        "people.contactpoint": 2,
        "outbox.message": 1,
        "activities.enrolment": Enrolment.objects.filter(person=mariam).count(),
        "activities.attendance": Attendance.objects.filter(person=mariam).count(),
        "activities.attendancenote": AttendanceNote.objects.filter(person=mariam).count(),
        "outcomes.participation": Participation.objects.filter(person=mariam).count(),
        "outcomes.episode": Episode.objects.filter(participation=held).count(),
        "documents.document": 1,
    }
    assert [row["first_name"] for row in tables["people.person"]] == ["Mariam01"]


def test_it_holds_a_paper_to_read_and_the_files_themselves():
    mariam, _held = a_life()

    archive = packed(mariam)

    names = [name.partition("-")[2] or name for name in archive.namelist()]
    assert names == ["copie.pdf", "donnees.json", "carte.pdf"]
    assert archive.read("copie.pdf").startswith(b"%PDF-")


def test_a_file_lost_on_the_disk_is_said_and_stops_nothing():
    mariam, held = a_life()
    from levier.foundation.documents.models import Document

    file_of(Document.objects.get(about=f"outcomes.participation:{held.pk}")).unlink()

    archive = packed(mariam)

    (lost,) = [name for name in archive.namelist() if name.endswith("absent.txt")]
    assert "sauvegarde" in archive.read(lost).decode()


def test_rows_are_told_in_words_one_can_read():
    mariam, _held = a_life()
    mariam.gender, mariam.birth_date = "W", date(1990, 5, 12)

    told = {part.table: part.lines for part in parts_of(house_of(mariam.organisation_id), mariam)}

    assert told["people.person"][0].replace("\u202f", " ") == (
        "Prénom : Mariam01 · Nom : Diallo · Niveau d'identité : nom connu · Date de naissance : 12 mai 1990"
        " · Genre : femme · Langue de contact : fr · Messages discrets : non"
    )
    assert [line.replace("\u202f", " ") for line in told["activities.attendance"]] == [
        "Premiers pas à l'ordinateur, 15 juin 2026 · Présence : présent · Minutes présentes : 180"
    ]


def test_who_opened_the_file_is_told_to_her():
    mariam, _held = a_life()
    browser(colleague(Role.COUNSELLOR, name="Nadia")).get(reverse("people:person", args=[mariam.pk]))

    told = {part.table: part.lines for part in parts_of(house_of(mariam.organisation_id), mariam)}

    assert [line.partition(" – ")[2] for line in told["journal.line"]] == ["Nadia a lu la fiche d'une personne"]


def test_the_copy_is_taken_on_screen_and_the_journal_says_so():
    mariam, _held = a_life()

    answer = browser(colleague(Role.DIRECTION, name="Dina")).get(reverse("people:copy", args=[mariam.pk]))

    assert (answer.headers["Content-Type"], answer.content[:2]) == ("application/zip", b"PK")
    assert Line.objects.filter(verb="person.copied", object=f"people.person:{mariam.pk}").count() == 1


def test_a_counsellor_does_not_take_it_and_a_stranger_finds_nothing():
    mariam, theirs = person(), person(at=organisation("ailleurs"))
    nadia, dina = browser(colleague(Role.COUNSELLOR)), browser(colleague(Role.DIRECTION, name="Dina"))

    assert nadia.get(reverse("people:copy", args=[mariam.pk])).status_code == 403
    assert dina.get(reverse("people:copy", args=[theirs.pk])).status_code == 404
