"""Two files made one, a copy for the person, an erasure: everything of the room follows."""

import io
import json
import zipfile

import pytest

from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.kit.actors import house
from levier.foundation.kit.registers import erasers, exporters
from levier.register.people.copying import copy_of, parts_of
from levier.register.people.merging import bring_together, merge_people, summary, undo_merge
from levier.support.jobsearch.actions import tick_acts
from levier.support.jobsearch.acts import acts_of, week_of
from levier.support.jobsearch.models import Application, Contract, Conversation, Encoding, Interpreting, Resume
from levier.support.rights.actions import LetterDraft, register_letter
from tests.cast import actor, colleague, organisation, person
from tests.foundation.documents.samples import pdf
from tests.support.jobsearch.cast import (
    LAST_WEEK,
    NOW,
    application,
    appointment,
    contract,
    conversation,
    interpreter,
    resume,
)

pytestmark = pytest.mark.django_db
TABLES = (Application, Conversation, Resume, Contract, Encoding)


def full_file(who):
    application(who)
    conversation(who, audience="restricted")
    resume(who)
    contract(who)
    interpreter(appointment(who, colleague(name=f"Lina {who.pk}")))
    by = house(who.organisation_id)
    acts = [act for act in acts_of(by, week_of(LAST_WEEK), everybody=True) if act.person == who]
    tick_acts(by=by, acts=acts[:1], at=NOW)


def owners():
    held = [sorted({row.person.first_name for row in table.objects.select_related("person")}) for table in TABLES]
    return [*held, sorted({one.appointment.person.first_name for one in Interpreting.objects.all()})]


def test_a_merge_moves_everything_and_its_undoing_puts_it_back():
    older, younger = person(), person("Maryam", "Dialo")
    full_file(younger)
    by = actor()
    pair = bring_together(by=by, one=older, other=younger, at=NOW)

    merge = merge_people(by=by, pair=pair, at=NOW)
    assert owners() == [["Mariam"]] * 6
    undo_merge(by=by, merge=merge, at=NOW)

    assert owners() == [["Maryam"]] * 6


def test_the_summary_tells_what_a_file_holds():
    who = person()
    full_file(who)

    assert [line for line in summary(actor(), who) if "rendez-vous" not in line] == [
        "1 candidature ou contact",
        "1 appel ou message",
        "1 version du CV",
        "1 contrat",
    ]


def test_the_copy_of_the_person_holds_everything_and_says_what_was_told_to_actiris():
    who = person()
    full_file(who)

    rows = exporters["jobsearch"].rows(actor(), who)
    told = {part.title: part.lines for part in parts_of(actor(name="Ali"), who)}

    assert {table: len(list(found)) for table, found in rows.items()} == {
        "jobsearch.application": 1,
        "jobsearch.conversation": 1,
        "jobsearch.resume": 1,
        "jobsearch.contract": 1,
        "jobsearch.interpreting": 1,
        "jobsearch.encoding": 1,
        "documents.document": 1,
    }
    assert [line.replace("\u202f", " ") for line in told["Transmis à Actiris"]] == [
        "Transmis à Actiris : aide à une candidature · Jour de l'acte : 10 juin 2026"
        " · Transmis à Actiris le : 15 juin 2026"
    ]


def test_papers_of_several_rooms_are_all_in_the_data_of_the_copy():
    who = person()
    resume(who)
    draft = LetterDraft("onem", "decision", LAST_WEEK)
    register_letter(by=actor(), person=who, draft=draft, upload=check_upload("lettre.pdf", pdf()), at=NOW)

    packed = zipfile.ZipFile(io.BytesIO(copy_of(by=house(who.organisation_id), person=who, house="ML", at=NOW)))

    rows = json.loads(packed.read("donnees.json"))["tables"]["documents.document"]
    assert sorted(row["name"] for row in rows) == ["cv.pdf", "lettre.pdf"]


def test_the_copy_holds_nothing_of_anybody_else():
    full_file(person("Idris", "Ba"))

    rows = exporters["jobsearch"].rows(actor(), person())

    assert [list(found) for found in rows.values()] == [[]] * 7


def test_erased_everything_goes():
    who = person()
    full_file(who)
    room = erasers["jobsearch"]

    told = [(fate.what, fate.stays) for fate in room.fates(actor(), who, None)]
    room.erase(house(organisation().pk), who, None, NOW)

    assert told == [
        ("1 candidature ou contact", ""),
        ("1 appel ou message", ""),
        ("1 version du CV", ""),
        ("1 contrat", ""),
        ("1 interprète demandé", ""),
        ("1 acte transmis à Actiris", ""),
    ]
    assert [table.objects.count() for table in (*TABLES, Interpreting, Document)] == [0] * 7


def test_an_erasure_touches_nobody_else():
    idris = person("Idris", "Ba")
    full_file(idris)

    erasers["jobsearch"].erase(house(organisation().pk), person(), None, NOW)

    assert [table.objects.filter(person=idris).count() for table in TABLES] == [1] * 5
    assert Interpreting.objects.count() == 1


def test_the_room_lets_go_before_the_appointments_do():
    names = [name for name, _eraser in erasers.pairs()]

    assert names.index("jobsearch") < names.index("pathways")
