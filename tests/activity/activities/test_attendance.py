"""Who was there, for how long, and what happens when two trainers write on one sheet."""

from datetime import timedelta

import pytest

from levier.activity.activities.actions import cancel_session, create_activity
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence, SessionKind
from levier.activity.activities.models import Attendance, AttendanceNote
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.workshop import LATER, NINE, activity, expect, numbered, session
from tests.cast import actor, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
PRESENT, ABSENT = Entry(Presence.PRESENT), Entry(Presence.ABSENT)
LATE = Entry(Presence.LATE, 155)


def kept(sheet) -> dict[str, tuple[str, int]]:
    rows = sheet.attendances.order_by("person__first_name")
    return {
        name: (presence, minutes)
        for name, presence, minutes in rows.values_list("person__first_name", "presence", "minutes")
    }


def test_eight_trainees_one_late_one_absent_make_twenty_hours_thirty_five():
    sheet = session()
    people = numbered(sheet.activity, 8)
    entries = {one.pk: PRESENT for one in people} | {people[0].pk: LATE, people[7].pk: ABSENT}

    record_attendance(by=actor(Role.ANIMATOR), session=sheet, entries=entries, at=LATER)

    assert sum(minutes for _presence, minutes in kept(sheet).values()) == 20 * 60 + 35


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (Entry(Presence.PRESENT, 181), "La séance dure 180 minutes : personne n'y reste plus longtemps."),
        (Entry(Presence.PRESENT, 0), "Notez les minutes de présence."),
        (Entry(Presence.LATE), "Notez les minutes de présence : moins que la durée de la séance."),
        (Entry(Presence.LEFT, 180), "Notez les minutes de présence : moins que la durée de la séance."),
        (Entry(Presence.EXCUSED), "Dites pourquoi la personne est excusée : certificat, convocation…"),
    ],
)
def test_a_line_that_cannot_be_true_is_refused_and_nothing_is_written(entry, sentence):
    sheet = session()
    mariam, fatou = expect(sheet.activity, "Mariam", "Fatou")

    with pytest.raises(Refused, match=sentence.replace("…", ".")):
        record_attendance(by=actor(), session=sheet, entries={fatou.pk: PRESENT, mariam.pk: entry}, at=LATER)

    assert kept(sheet) == {}


def test_who_is_absent_excused_or_not_expected_has_no_minutes():
    sheet = session()
    awa, binta, chloe = expect(sheet.activity, "Awa", "Binta", "Chloé")
    entries = {
        awa.pk: Entry(Presence.ABSENT, 180),
        binta.pk: Entry(Presence.EXCUSED, 180, "convocation chez Actiris"),
        chloe.pk: Entry(Presence.NOT_EXPECTED, 180),
    }

    record_attendance(by=actor(), session=sheet, entries=entries, at=LATER)

    assert kept(sheet) == {"Awa": ("absent", 0), "Binta": ("excused", 0), "Chloé": ("not_expected", 0)}


def test_a_length_nobody_knows_asks_for_minutes():
    sheet = session(starts_at=None, ends_at=None, planned_minutes=0)
    (mariam,) = expect(sheet.activity, "Mariam")

    with pytest.raises(Refused, match="Notez les minutes de présence"):
        record_attendance(by=actor(), session=sheet, entries={mariam.pk: PRESENT}, at=LATER)
    record_attendance(by=actor(name="Ali"), session=sheet, entries={mariam.pk: Entry(Presence.LATE, 90)}, at=LATER)

    assert kept(sheet) == {"Mariam": ("late", 90)}


def test_two_trainers_at_once_are_merged_line_by_line():
    sheet = session()
    mariam, fatou = expect(sheet.activity, "Mariam", "Fatou")
    record_attendance(by=actor(), session=sheet, entries={mariam.pk: PRESENT, fatou.pk: PRESENT}, at=LATER)
    seen = {mariam.pk: Entry(Presence.PRESENT, 180), fatou.pk: Entry(Presence.PRESENT, 180)}

    first = record_attendance(
        by=actor(name="Ali"), session=sheet, entries=seen | {mariam.pk: ABSENT}, seen=seen, at=LATER
    )
    second = record_attendance(
        by=actor(name="Bea"), session=sheet, entries=seen | {fatou.pk: LATE}, seen=seen, at=LATER
    )

    assert (first.written, second.written, second.conflicts) == ([mariam.pk], [fatou.pk], {})
    assert kept(sheet) == {"Fatou": ("late", 155), "Mariam": ("absent", 0)}


def test_a_line_that_both_changed_is_left_to_the_first_and_shown_to_the_second():
    sheet = session()
    (mariam,) = expect(sheet.activity, "Mariam")
    record_attendance(by=actor(), session=sheet, entries={mariam.pk: ABSENT}, seen={}, at=LATER)

    done = record_attendance(
        by=actor(name="Bea"), session=sheet, entries={mariam.pk: PRESENT}, seen={}, close=True, at=LATER
    )

    assert (done.written, done.conflicts) == ([], {mariam.pk: Entry(Presence.ABSENT, 0)})
    assert kept(sheet) == {"Mariam": ("absent", 0)}
    sheet.refresh_from_db()
    assert sheet.closed_at is None


def test_both_said_the_same_so_there_is_nothing_to_settle():
    sheet = session()
    (mariam,) = expect(sheet.activity, "Mariam")
    record_attendance(by=actor(), session=sheet, entries={mariam.pk: PRESENT}, seen={}, at=LATER)

    done = record_attendance(by=actor(name="Bea"), session=sheet, entries={mariam.pk: PRESENT}, seen={}, at=LATER)

    assert (done.written, done.conflicts) == ([], {})


def test_each_word_stays_with_when_it_happened_when_it_came_and_from_whom():
    sheet = session()
    (mariam,) = expect(sheet.activity, "Mariam")
    nadia, ali = actor(Role.ANIMATOR), actor(Role.ANIMATOR, name="Ali")

    record_attendance(by=nadia, session=sheet, entries={mariam.pk: ABSENT}, at=LATER)
    record_attendance(by=ali, session=sheet, entries={mariam.pk: LATE}, at=LATER + timedelta(hours=1))
    record_attendance(by=ali, session=sheet, entries={mariam.pk: LATE}, at=LATER + timedelta(hours=2))

    fields = ("presence", "minutes", "happened_at", "recorded_at", "recorded_by", "source")
    assert list(AttendanceNote.objects.values_list(*fields)) == [
        ("late", 155, NINE, LATER + timedelta(hours=1), ali.user_id, "screen"),
        ("absent", 0, NINE, LATER, nadia.user_id, "screen"),
    ]
    assert kept(sheet) == {"Mariam": ("late", 155)}
    assert list(Line.objects.filter(verb="attendance.noted").order_by("number").values_list("number", flat=True)) == [
        1,
        2,
    ]
    assert Detail.objects.get(number=2).change == {str(mariam.pk): ["late", 155, ""]}


@pytest.mark.parametrize("count", [1, 15])
def test_a_sheet_costs_nine_queries_whatever_its_length(count):
    sheet = session()
    people = numbered(sheet.activity, count)
    by = actor()
    create_activity(by=by, values={"title": "Couture", "kind": "open"}, at=LATER)

    with exactly(9):
        record_attendance(by=by, session=sheet, entries={one.pk: PRESENT for one in people}, at=LATER)

    assert Attendance.objects.count() == AttendanceNote.objects.count() == count


def test_closing_refuses_an_unanswered_name_and_keeps_nothing():
    sheet = session()
    mariam, _fatou = expect(sheet.activity, "Mariam", "Fatou")

    with pytest.raises(Refused, match="Il manque une réponse pour 1 "):
        record_attendance(by=actor(), session=sheet, entries={mariam.pk: PRESENT}, close=True, at=LATER)

    assert kept(sheet) == {}


def test_a_whole_sheet_closes():
    sheet = session()
    (mariam,) = expect(sheet.activity, "Mariam")

    record_attendance(by=actor(), session=sheet, entries={mariam.pk: PRESENT}, close=True, at=LATER)

    sheet.refresh_from_db()
    assert sheet.closed_at == LATER


def test_who_may_not_note_is_refused():
    sheet = session()
    (mariam,) = expect(sheet.activity, "Mariam")

    with pytest.raises(Refused, match="Votre rôle ne permet pas de faire cela"):
        record_attendance(by=actor(Role.AUDITOR), session=sheet, entries={mariam.pk: PRESENT}, at=LATER)

    assert kept(sheet) == {}


def test_a_stranger_to_the_activity_is_refused():
    sheet = session()

    with pytest.raises(Refused, match="n'est pas inscrite"):
        record_attendance(by=actor(), session=sheet, entries={person().pk: PRESENT}, at=LATER)

    assert kept(sheet) == {}


def test_a_session_to_come_cancelled_or_taken_from_a_workbook_has_no_sheet():
    held = activity()
    (mariam,) = expect(held, "Mariam")
    by, entries = actor(), {mariam.pk: PRESENT}
    cancelled = session(held)
    cancel_session(by=by, session=cancelled, reason="grève", at=NINE)
    month = session(held, kind=SessionKind.MONTH, starts_at=None, ends_at=None)

    for sheet, at, sentence in (
        (session(held), NINE - timedelta(minutes=1), "n'a pas commencé"),
        (cancelled, LATER, "est annulée"),
        (month, LATER, "vient d'un classeur"),
    ):
        with pytest.raises(Refused, match=sentence):
            record_attendance(by=by, session=sheet, entries=entries, at=at)

    assert Attendance.objects.count() == 0
