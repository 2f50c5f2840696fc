"""Two files made one, a copy for the person, an erasure: everything of the room follows."""

from datetime import date, timedelta

import pytest

from levier.activity.activities.attendance import Entry
from levier.activity.sheets.actions import Answers, issue_certificate, note_from_paper
from levier.activity.sheets.models import Certificate, MissingSignature, SheetLine
from levier.foundation.kit.actors import house
from levier.foundation.kit.registers import erasers, exporters
from levier.register.people.merging import bring_together, merge_people, summary, undo_merge
from tests.activity.activities.cast import AFTER
from tests.activity.sheets.cast import given_back, ines, printed
from tests.cast import actor, organisation

pytestmark = pytest.mark.django_db
LATER = AFTER + timedelta(days=1)
TABLES = (SheetLine, MissingSignature, Certificate)


def full_files():
    """Two people of one sheet: nobody signed, the second made a mark; both have a certificate."""
    sheet, session, people = printed(2)
    given_back(sheet, ines())
    (column,) = sheet.columns.all()
    answers = Answers(
        {one.pk: Entry("present") for one in people},
        unsigned=[(column.pk, one.pk) for one in people],
        witnesses={people[1].pk: "Aziz Benali"},
    )
    note_from_paper(by=ines(), sheet=sheet, session=session, answers=answers, at=AFTER)
    for one in people:
        issue_certificate(by=ines(), person=one, month=date(2026, 6, 1), at=LATER)
    return sheet, people


def held_by(person):
    return [table.objects.filter(person=person).count() for table in TABLES]


def test_a_merge_keeps_one_line_a_sheet_and_its_undoing_puts_all_back():
    sheet, (older, younger) = full_files()
    by = actor()

    merge = merge_people(by=by, pair=bring_together(by=by, one=older, other=younger, at=LATER), at=LATER)
    kept = merge.kept
    assert (held_by(kept), SheetLine.objects.get().witness) == ([1, 1, 2], "Aziz Benali")
    undo_merge(by=by, merge=merge, at=LATER)

    assert [held_by(one) for one in (older, younger)] == [[1, 1, 1], [1, 1, 1]]
    assert sheet.lines.count() == 2


def test_the_summary_and_the_copy_tell_what_a_file_holds():
    _sheet, (mariam, _idris) = full_files()

    told = [line for line in summary(actor(), mariam) if "feuille" in line or "attestation" in line]
    rows = exporters["sheets"].rows(actor(name="Zoé"), mariam)

    assert told == ["1 feuille de présences", "1 attestation de présence"]
    assert {table: len(list(found)) for table, found in rows.items()} == {
        "sheets.sheetline": 1,
        "sheets.certificate": 1,
    }


def test_erased_a_line_stays_as_a_figure_the_scan_as_a_proof_and_the_rest_goes():
    sheet, (mariam, idris) = full_files()
    room = erasers["sheets"]

    told = [(fate.what, fate.stays) for fate in room.fates(actor(), idris, None)]
    room.erase(house(organisation().pk), idris, None, LATER)

    assert told == [
        ("1 feuille de présences", "figure"),
        ("1 scan de feuille signée", "proof"),
        ("1 attestation de présence", ""),
    ]
    assert (held_by(idris), held_by(mariam)) == ([1, 0, 0], [1, 1, 1])
    assert set(sheet.lines.values_list("witness", flat=True)) == {""}
