"""The sheet of a session: who was there, for how long, what is refused, and two trainers at once."""

from datetime import timedelta

import pytest

from levier.activity.activities.actions import cancel_session, change_session, end_enrolment, enrol
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence, SessionKind
from levier.activity.activities.models import Attendance, AttendanceNote, Session
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import AFTER, MONDAY, workshop
from tests.cast import actor, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
PRESENT, ABSENT = Entry(Presence.PRESENT), Entry(Presence.ABSENT)
LATE = Entry(Presence.LATE, 155)


@pytest.fixture
def tarek():
    return actor(Role.ANIMATOR, name="Tarek")


def kept(session):
    return sorted(session.attendances.values_list("person__first_name", "presence", "minutes"))


def test_eight_trainees_one_late_one_absent_make_twenty_hours_thirty_five(tarek):
    _activity, session, people = workshop(8)
    entries = {one.pk: PRESENT for one in people} | {people[0].pk: LATE, people[7].pk: ABSENT}

    record_attendance(by=tarek, session=session, entries=entries, at=AFTER)

    assert sum(minutes for _name, _presence, minutes in kept(session)) == 20 * 60 + 35


def test_who_is_absent_excused_or_not_expected_has_no_minutes(tarek):
    _activity, session, (first, second, third) = workshop()
    entries = {
        first.pk: Entry(Presence.ABSENT, 180),
        second.pk: Entry(Presence.EXCUSED, 180, "convocation chez Actiris"),
        third.pk: Entry(Presence.NOT_EXPECTED, 180),
    }

    record_attendance(by=tarek, session=session, entries=entries, at=AFTER)

    assert kept(session) == [("Mariam01", "absent", 0), ("Mariam02", "excused", 0), ("Mariam03", "not_expected", 0)]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (Entry(Presence.PRESENT, 181), "La séance dure 180 minutes\u202f: personne n'y reste plus longtemps."),
        (Entry(Presence.PRESENT, 0), "Notez les minutes de présence."),
        (Entry(Presence.LATE), "Notez les minutes de présence\u202f: moins que la durée de la séance."),
        (Entry(Presence.LEFT, 180), "Notez les minutes de présence\u202f: moins que la durée de la séance."),
        (Entry(Presence.EXCUSED), "Dites pourquoi la personne est excusée\u202f: certificat, convocation…"),
    ],
)
def test_a_line_that_cannot_be_true_is_refused_and_nothing_is_written(tarek, entry, sentence):
    _activity, session, (first, second, _third) = workshop()

    with pytest.raises(Refused) as refusal:
        record_attendance(by=tarek, session=session, entries={first.pk: PRESENT, second.pk: entry}, at=AFTER)

    assert (str(refusal.value), kept(session)) == (sentence, [])


def test_a_length_nobody_knows_asks_for_minutes(tarek):
    _activity, session, (first, *_others) = workshop()
    Session.objects.filter(pk=session.pk).update(starts_at=None, ends_at=None, planned_minutes=0)

    with pytest.raises(Refused, match="Notez les minutes de présence"):
        record_attendance(by=tarek, session=session, entries={first.pk: PRESENT}, at=AFTER)
    record_attendance(by=tarek, session=session, entries={first.pk: Entry(Presence.LATE, 90)}, at=AFTER)

    assert kept(session) == [("Mariam01", "late", 90)]


def test_the_same_sheet_twice_writes_nothing_the_second_time(tarek):
    _activity, session, people = workshop()
    entries = {one.pk: PRESENT for one in people}
    record_attendance(by=tarek, session=session, entries=entries, at=AFTER)
    lines = Line.objects.count()

    done = record_attendance(by=tarek, session=session, entries=entries, at=AFTER)

    assert (done.written, Line.objects.count()) == ([], lines)


def test_two_trainers_at_once_merge_and_a_line_both_changed_is_shown(tarek):
    _activity, session, (first, second, third) = workshop()
    blank = {first.pk: ABSENT, second.pk: ABSENT, third.pk: ABSENT}
    nadia = actor(Role.EPN)
    record_attendance(by=tarek, session=session, entries=blank, at=AFTER)
    seen = {pk: Entry(Presence.ABSENT, 0) for pk in blank}
    his = blank | {first.pk: PRESENT, third.pk: Entry(Presence.LATE, 90)}
    record_attendance(by=tarek, session=session, entries=his, seen=seen, at=AFTER)

    hers = seen | {second.pk: PRESENT, third.pk: PRESENT}
    done = record_attendance(by=nadia, session=session, entries=hers, seen=seen, close=True, at=AFTER)

    assert (done.written, done.conflicts) == ([second.pk], {third.pk: Entry(Presence.LATE, 90)})
    assert kept(session) == [("Mariam01", "present", 180), ("Mariam02", "present", 180), ("Mariam03", "late", 90)]
    assert Session.objects.get(pk=session.pk).closed_at is None


def test_both_said_the_same_so_there_is_nothing_to_settle(tarek):
    _activity, session, (first, *_others) = workshop()
    record_attendance(by=tarek, session=session, entries={first.pk: PRESENT}, seen={}, at=AFTER)

    done = record_attendance(by=actor(Role.EPN), session=session, entries={first.pk: PRESENT}, seen={}, at=AFTER)

    assert (done.written, done.conflicts) == ([], {})


def test_each_word_stays_with_when_it_happened_when_it_came_and_from_whom(tarek):
    _activity, session, (first, *_others) = workshop()
    nadia = actor(Role.EPN)
    before = Line.objects.count()

    record_attendance(by=nadia, session=session, entries={first.pk: ABSENT}, at=AFTER)
    record_attendance(by=tarek, session=session, entries={first.pk: LATE}, at=AFTER + timedelta(hours=1))
    record_attendance(by=tarek, session=session, entries={first.pk: LATE}, at=AFTER + timedelta(hours=2))

    fields = ("presence", "minutes", "happened_at", "recorded_at", "recorded_by", "source")
    assert list(AttendanceNote.objects.values_list(*fields)) == [
        ("late", 155, MONDAY, AFTER + timedelta(hours=1), tarek.user_id, "screen"),
        ("absent", 0, MONDAY, AFTER, nadia.user_id, "screen"),
    ]
    assert kept(session) == [("Mariam01", "late", 155)]
    assert Detail.objects.get(number=before + 2).change == {str(first.pk): ["late", 155, ""]}
    assert Line.objects.count() == before + 2


@pytest.mark.parametrize("count", [1, 15])
def test_a_sheet_costs_eleven_queries_whatever_its_length(tarek, count):
    _activity, session, people = workshop(count)

    with exactly(11):
        record_attendance(by=tarek, session=session, entries={one.pk: PRESENT for one in people}, at=AFTER)

    assert Attendance.objects.count() == AttendanceNote.objects.count() == count


def test_somebody_who_is_not_enrolled_is_not_noted(tarek):
    _activity, session, _people = workshop()
    aziz = person("Aziz", "Haddad")

    with pytest.raises(Refused, match="pas inscrite"):
        record_attendance(by=tarek, session=session, entries={aziz.pk: PRESENT}, at=AFTER)

    assert Attendance.objects.count() == 0


def test_a_session_to_come_cancelled_or_taken_from_a_workbook_has_no_sheet(tarek):
    _activity, session, (first, *_others) = workshop()
    entries = {first.pk: PRESENT}

    with pytest.raises(Refused, match="n'a pas commencé"):
        record_attendance(by=tarek, session=session, entries=entries, at=MONDAY - timedelta(hours=1))
    cancel_session(by=tarek, session=session, reason="formatrice malade", at=MONDAY)
    with pytest.raises(Refused, match="annulée"):
        record_attendance(by=tarek, session=session, entries=entries, at=AFTER)
    Session.objects.filter(pk=session.pk).update(kind=SessionKind.MONTH)
    with pytest.raises(Refused, match="vient d'un classeur"):
        record_attendance(by=tarek, session=session, entries=entries, at=AFTER)

    assert Attendance.objects.count() == 0


def test_a_sheet_is_whole_when_everybody_has_an_answer_and_else_nothing_is_written(tarek):
    _activity, session, (first, second, third) = workshop()
    two = {first.pk: PRESENT, second.pk: ABSENT}

    with pytest.raises(Refused, match="une réponse pour 1"):
        record_attendance(by=tarek, session=session, entries=two, close=True, at=AFTER)
    assert kept(session) == []
    record_attendance(by=tarek, session=session, entries=two | {third.pk: PRESENT}, close=True, at=AFTER)

    assert Session.objects.get(pk=session.pk).closed_at == AFTER


def test_who_left_before_is_not_expected(tarek):
    activity, session, (first, second, third) = workshop()
    held = activity.enrolments.get(person=first)
    day = MONDAY.date() - timedelta(days=1)
    end_enrolment(by=tarek, enrolment=held, on=day, reason="a trouvé du travail", at=MONDAY)

    record_attendance(by=tarek, session=session, entries={second.pk: PRESENT, third.pk: PRESENT}, close=True, at=AFTER)

    assert Session.objects.get(pk=session.pk).closed_at == AFTER


def test_the_day_of_a_noted_session_no_longer_changes(tarek):
    _activity, session, (first, *_others) = workshop()
    record_attendance(by=tarek, session=session, entries={first.pk: PRESENT}, at=AFTER)

    with pytest.raises(Refused, match="déjà notées"):
        change_session(
            by=tarek,
            session=session,
            on=MONDAY.date() + timedelta(days=1),
            starts=MONDAY.time(),
            ends=AFTER.time(),
            place=None,
            trainer=None,
            at=AFTER,
        )


def test_there_is_no_thirteenth_place_among_twelve(tarek):
    activity, _session, _people = workshop(3, capacity=4)

    with pytest.raises(Refused, match=r"1 place sur 4"):
        enrol(by=tarek, activity=activity, people=[person("Aziz"), person("Emre")], at=MONDAY)

    assert activity.enrolments.count() == 3


def test_a_finance_officer_reads_presences_and_notes_none():
    _activity, session, (first, *_others) = workshop()

    with pytest.raises(Refused, match="Votre rôle ne permet pas de faire cela"):
        record_attendance(by=actor(Role.FINANCE), session=session, entries={first.pk: PRESENT}, at=AFTER)

    assert kept(session) == []
