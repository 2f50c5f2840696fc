"""The sheet of a session: what is noted, what is refused, and two trainers at once."""

from datetime import timedelta

import pytest

from levier.activity.activities.actions import cancel_session, change_session, end_enrolment, enrol
from levier.activity.activities.attendance import Entry, close_sheet, record_attendance
from levier.activity.activities.models import Attendance
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import AFTER, MONDAY, workshop
from tests.cast import actor, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db


def kept(session):
    rows = session.attendances.order_by("person__first_name")
    return [(row.person.first_name, row.presence, row.minutes) for row in rows.select_related("person")]


def test_presence_fills_the_length_of_the_session_and_absence_holds_no_minute():
    _activity, session, (first, second, third) = workshop()

    record_attendance(
        by=actor(Role.ANIMATOR),
        session=session,
        entries={first.pk: Entry("present"), second.pk: Entry("late", 120), third.pk: Entry("absent", 180)},
        at=AFTER,
    )

    assert kept(session) == [("Mariam01", "present", 180), ("Mariam02", "late", 120), ("Mariam03", "absent", 0)]


def test_the_same_sheet_twice_writes_nothing_the_second_time():
    _activity, session, people = workshop()
    entries = {one.pk: Entry("present") for one in people}
    by = actor(Role.ANIMATOR)
    record_attendance(by=by, session=session, entries=entries, at=AFTER)
    lines = Line.objects.count()

    done = record_attendance(by=by, session=session, entries=entries, at=AFTER)

    assert (done.written, Line.objects.count()) == ([], lines)


def test_two_trainers_at_once_merge_and_a_line_both_changed_is_shown():
    _activity, session, (first, second, third) = workshop()
    blank = {first.pk: Entry("absent"), second.pk: Entry("absent"), third.pk: Entry("absent")}
    bruno, tarek = actor(Role.ANIMATOR), actor(Role.EPN, name="Tarek")
    record_attendance(by=bruno, session=session, entries=blank, at=AFTER)
    seen = {pk: Entry("absent", 0) for pk in blank}
    his = blank | {first.pk: Entry("present"), third.pk: Entry("late", 90)}
    record_attendance(by=bruno, session=session, entries=his, seen=seen, at=AFTER)

    hers = seen | {second.pk: Entry("present"), third.pk: Entry("present")}
    done = record_attendance(by=tarek, session=session, entries=hers, seen=seen, at=AFTER)

    assert done.conflicts == {third.pk: Entry("late", 90)}
    assert kept(session) == [("Mariam01", "present", 180), ("Mariam02", "present", 180), ("Mariam03", "late", 90)]


@pytest.mark.parametrize("count", [1, 15])
def test_a_sheet_costs_the_same_for_one_and_for_fifteen(count):
    _activity, session, people = workshop(count)
    by = actor(Role.ANIMATOR)
    entries = {one.pk: Entry("present") for one in people}

    with exactly(9):
        record_attendance(by=by, session=session, entries=entries, at=AFTER)


def test_somebody_who_is_not_enrolled_is_not_noted():
    _activity, session, _people = workshop()
    aziz = person("Aziz", "Haddad")

    with pytest.raises(Refused, match="pas inscrite"):
        record_attendance(by=actor(Role.ANIMATOR), session=session, entries={aziz.pk: Entry("present")}, at=AFTER)

    assert Attendance.objects.count() == 0


def test_nobody_stays_longer_than_the_session():
    _activity, session, (first, *_others) = workshop()

    with pytest.raises(Refused, match="180 minutes"):
        record_attendance(by=actor(Role.ANIMATOR), session=session, entries={first.pk: Entry("late", 181)}, at=AFTER)


def test_a_session_to_come_or_cancelled_holds_no_presence():
    _activity, session, (first, *_others) = workshop()
    by = actor(Role.ANIMATOR)
    entries = {first.pk: Entry("present")}

    with pytest.raises(Refused, match="n'a pas commencé"):
        record_attendance(by=by, session=session, entries=entries, at=MONDAY - timedelta(hours=1))
    cancel_session(by=by, session=session, reason="formatrice malade", at=MONDAY)
    with pytest.raises(Refused, match="annulée"):
        record_attendance(by=by, session=session, entries=entries, at=AFTER)


def test_a_sheet_is_whole_when_everybody_has_an_answer():
    _activity, session, (first, second, third) = workshop()
    by = actor(Role.ANIMATOR)
    record_attendance(
        by=by, session=session, entries={first.pk: Entry("present"), second.pk: Entry("absent")}, at=AFTER
    )

    with pytest.raises(Refused, match="une réponse pour 1"):
        close_sheet(by=by, session=session, at=AFTER)
    record_attendance(by=by, session=session, entries={third.pk: Entry("excused", reason="malade")}, at=AFTER)

    assert close_sheet(by=by, session=session, at=AFTER).closed_at == AFTER


def test_who_left_before_is_not_expected():
    activity, session, (first, *_others) = workshop()
    by = actor(Role.ANIMATOR)
    held = activity.enrolments.get(person=first)
    end_enrolment(by=by, enrolment=held, on=MONDAY.date() - timedelta(days=1), reason="a trouvé du travail", at=MONDAY)

    record_attendance(
        by=by,
        session=session,
        entries={one.person_id: Entry("present") for one in activity.enrolments.exclude(person=first)},
        at=AFTER,
    )

    assert close_sheet(by=by, session=session, at=AFTER).closed_at == AFTER


def test_the_day_of_a_noted_session_no_longer_changes():
    _activity, session, (first, *_others) = workshop()
    by = actor(Role.ANIMATOR)
    record_attendance(by=by, session=session, entries={first.pk: Entry("present")}, at=AFTER)

    with pytest.raises(Refused, match="déjà notées"):
        change_session(
            by=by,
            session=session,
            on=MONDAY.date() + timedelta(days=1),
            starts=MONDAY.time(),
            ends=AFTER.time(),
            place=None,
            trainer=None,
            at=AFTER,
        )


def test_there_is_no_thirteenth_place_among_twelve():
    activity, _session, _people = workshop(3, capacity=4)

    with pytest.raises(Refused, match=r"1 place\(s\) sur 4"):
        enrol(by=actor(Role.ANIMATOR), activity=activity, people=[person("Aziz"), person("Emre")], at=MONDAY)

    assert activity.enrolments.count() == 3


def test_a_finance_officer_reads_presences_and_notes_none():
    _activity, session, (first, *_others) = workshop()

    with pytest.raises(Refused):
        record_attendance(by=actor(Role.FINANCE), session=session, entries={first.pk: Entry("present")}, at=AFTER)
