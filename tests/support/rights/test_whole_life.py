"""Two files made one, a copy for the person, an erasure: everything of the room follows."""

from datetime import date

import pytest

from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.kit.actors import house
from levier.foundation.kit.registers import erasers, exporters
from levier.register.people.copying import parts_of
from levier.register.people.merging import bring_together, merge_people, summary, undo_merge
from levier.support.rights.actions import (
    LetterDraft,
    finish_deadline,
    register_letter,
)
from levier.support.rights.models import BenefitPeriod, Deadline, Letter, Loss
from tests.cast import actor, organisation, person
from tests.foundation.documents.samples import pdf
from tests.support.rights.cast import NOW, deadline
from tests.support.rights.test_events import loss, period

pytestmark = pytest.mark.django_db
TABLES = (Letter, Deadline, BenefitPeriod, Loss)


def full_file(who):
    by = house(who.organisation_id)
    draft = LetterDraft("onem", "decision", date(2026, 6, 1), says="exclusion de Mariam")
    paper = register_letter(by=by, person=who, draft=draft, upload=check_upload("lettre.pdf", pdf()), at=NOW)
    period(who, letter=paper)
    loss(who, letter=paper, remark="Mariam ne comprend pas")
    finish_deadline(by=by, deadline=deadline(who=who), what="rendue par Mariam", at=NOW)
    return paper


def owners():
    return [sorted({row.person.first_name for row in table.objects.select_related("person")}) for table in TABLES]


def test_a_merge_moves_everything_and_its_undoing_puts_it_back():
    older, younger = person(), person("Maryam", "Dialo")
    full_file(younger)
    by = actor()
    pair = bring_together(by=by, one=older, other=younger, at=NOW)

    merge = merge_people(by=by, pair=pair, at=NOW)
    assert owners() == [["Mariam"]] * 4
    undo_merge(by=by, merge=merge, at=NOW)

    assert owners() == [["Maryam"]] * 4


def test_the_summary_tells_what_a_file_holds():
    who = person()
    full_file(who)

    assert [line for line in summary(actor(), who) if "diagnostic" not in line] == [
        "1 courrier",
        "2 échéances",
        "1 statut",
        "1 perte de droits",
    ]


def test_the_copy_of_the_person_holds_everything():
    who = person()
    full_file(who)

    rows = exporters["rights"].rows(actor(), who)

    assert {table: len(list(found)) for table, found in rows.items()} == {
        "rights.letter": 1,
        "rights.deadline": 2,
        "rights.benefitperiod": 1,
        "rights.loss": 1,
        "documents.document": 1,
    }


def test_the_paper_of_the_copy_names_the_scan_of_a_letter():
    who = person()
    full_file(who)

    told = {part.table: part.lines for part in parts_of(actor(), who)}

    assert ["lettre.pdf" in line for line in told["documents.document"]] == [True]


def test_the_copy_holds_nothing_of_anybody_else():
    full_file(person("Idris", "Ba"))

    rows = exporters["rights"].rows(actor(), person())

    assert [list(found) for found in rows.values()] == [[]] * 5


def test_erased_papers_and_deadlines_go_and_the_loss_stays_a_figure():
    who = person()
    full_file(who)
    room = erasers["rights"]

    told = [(fate.what, fate.stays) for fate in room.fates(actor(), who, None)]
    room.erase(house(organisation().pk), who, None, NOW)

    assert told == [
        ("1 courrier avec son scan", ""),
        ("2 échéances de droits", ""),
        ("1 statut", ""),
        ("1 perte de droits", "figure"),
    ]
    assert [table.objects.count() for table in TABLES] == [0, 0, 0, 1]
    left = Loss.objects.get()
    assert (left.right, left.happened_on, left.remark, left.letter) == ("unemployment", date(2026, 6, 1), "", None)
    assert Document.objects.count() == 0


def test_an_erasure_touches_nobody_else():
    idris = person("Idris", "Ba")
    full_file(idris)

    erasers["rights"].erase(house(organisation().pk), person(), None, NOW)

    assert [table.objects.filter(person=idris).count() for table in TABLES] == [1, 2, 1, 1]
