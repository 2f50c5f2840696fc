"""An absence is a signal to Mariam's referent, not a sanction; it goes when the line is corrected."""

from datetime import time, timedelta

import pytest

from levier.activity.activities.absences import CALL_AFTER
from levier.activity.activities.actions import cancel_session, enrol, plan_sessions
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.journal.models import Line
from levier.register.agenda.actions import finish_todo
from levier.register.agenda.models import Todo
from levier.register.people.leaving import erase_person
from levier.register.people.merging import bring_together, merge_people, undo_merge
from levier.support.pathways.actions import open_pathway
from tests.activity.activities.cast import MONDAY, workshop
from tests.cast import actor, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
PRESENT, ABSENT = Entry(Presence.PRESENT), Entry(Presence.ABSENT)
SOFT = "Absence sans raison connue le {day}, Premiers pas à l'ordinateur. Un signal, pas une sanction."
CALL = "Téléphoner pour prendre des nouvelles\u202f: {n} absences de suite, Premiers pas à l'ordinateur. Un signal, pas une sanction."  # noqa: E501


def accompanied(by, who):
    referent = User.objects.get(pk=by.user_id)
    open_pathway(by=by, person=who, on=MONDAY.date(), referent=referent, at=MONDAY)


class Course:
    """A workshop of four Mondays, Mariam whom Nadia accompanies, and Samira whom nobody does."""

    def __init__(self):
        self.tarek, self.nadia = actor(Role.ANIMATOR, name="Tarek"), actor(Role.COUNSELLOR)
        activity, first, (self.mariam, self.samira, *_others) = workshop()
        days = [MONDAY.date() + timedelta(weeks=week) for week in (1, 2, 3)]
        later = plan_sessions(by=self.tarek, activity=activity, days=days, starts=time(9), ends=time(12), at=MONDAY)
        self.sessions = [first, *later]
        accompanied(self.nadia, self.mariam)

    def note(self, week, entry, who=None):
        session = self.sessions[week]
        at = session.starts_at + timedelta(hours=4)
        record_attendance(by=self.tarek, session=session, entries={(who or self.mariam).pk: entry}, at=at)


@pytest.fixture
def course():
    return Course()


def waiting(owner=None):
    rows = Todo.objects.filter(done_at=None).order_by("pk")
    return list((rows.filter(owner=owner.user_id) if owner else rows).values_list("title", flat=True))


def test_one_absence_is_a_soft_word_to_her_referent_and_to_nobody_else(course):
    course.note(0, ABSENT)
    course.note(0, ABSENT, course.samira)

    assert waiting() == waiting(course.nadia) == [SOFT.format(day="15/06/2026")]
    assert "Mariam" not in waiting()[0]
    assert Todo.objects.get().link == f"/accompagnements/{course.mariam.pk}/"


def test_after_two_in_a_row_she_is_to_be_called_and_one_task_stands(course):
    course.note(0, ABSENT)
    course.note(1, ABSENT)
    two = waiting()
    course.note(2, ABSENT)

    assert (two, waiting()) == ([CALL.format(n=2)], [CALL.format(n=3)])


def test_the_house_says_after_how_many_one_calls(course):
    Organisation.objects.filter(pk=course.mariam.organisation_id).update(settings={CALL_AFTER: 3})
    course.note(0, ABSENT)
    course.note(1, ABSENT)
    two = waiting()
    course.note(2, ABSENT)

    assert [one.startswith("2 absences de suite") for one in two] == [True]
    assert waiting() == [CALL.format(n=3)]


@pytest.mark.parametrize(
    "entry",
    [
        Entry(Presence.EXCUSED, reason="certificat"),
        Entry(Presence.NOT_EXPECTED),
        Entry(Presence.ABSENT, reason="deuil"),
    ],
)
def test_who_is_excused_or_away_for_a_known_reason_gives_no_signal_and_breaks_no_row(course, entry):
    course.note(0, ABSENT)
    course.note(1, entry)
    between = waiting()
    course.note(2, ABSENT)

    assert (len(between), waiting()) == (1, [CALL.format(n=2)])


@pytest.mark.parametrize("entry", [PRESENT, Entry(Presence.EXCUSED, reason="convocation")])
def test_a_line_that_is_corrected_takes_its_signal_back(course, entry):
    course.note(0, ABSENT)

    course.note(0, entry)

    assert Todo.objects.count() == 0


def test_corrected_the_second_one_leaves_the_first_and_coming_again_ends_all(course):
    course.note(0, ABSENT)
    course.note(1, ABSENT)
    course.note(1, Entry(Presence.EXCUSED, reason="certificat"))
    first = waiting()

    course.note(2, PRESENT)

    assert (first, waiting()) == ([SOFT.format(day="15/06/2026")], [])


def test_what_she_ticked_is_not_said_again_and_the_same_sheet_twice_says_nothing_more(course):
    course.note(0, ABSENT)
    finish_todo(by=course.nadia, todo=Todo.objects.get(), at=MONDAY)
    course.note(0, PRESENT)
    course.note(0, ABSENT)
    course.note(0, ABSENT)

    assert (waiting(), Todo.objects.count()) == ([], 1)
    assert Line.objects.filter(verb="absence.signalled").count() == 1


def test_who_is_erased_leaves_no_signal(course):
    course.note(0, ABSENT)

    erase_person(by=actor(Role.DIRECTION), person=course.mariam, reason="asked", at=MONDAY)

    assert Todo.objects.count() == 0


@pytest.mark.parametrize("count", [1, 12])
def test_a_sheet_of_absences_costs_the_same_whatever_its_length(count):
    nadia, tarek = actor(Role.COUNSELLOR), actor(Role.ANIMATOR, name="Tarek")
    _activity, session, people = workshop(count)
    for one in people:
        accompanied(nadia, one)
    at = MONDAY + timedelta(hours=4)

    with exactly(20):
        record_attendance(by=tarek, session=session, entries={one.pk: ABSENT for one in people}, at=at)

    assert len(waiting(nadia)) == count


def test_a_session_cancelled_afterwards_signals_nothing_and_the_one_before_stands_again(course):
    course.note(0, ABSENT)
    course.note(1, ABSENT)

    cancel_session(by=course.tarek, session=course.sessions[1], reason="Grève", at=MONDAY + timedelta(weeks=2))

    assert waiting() == [SOFT.format(day="15/06/2026")]


def merged_into(by, kept, removed):
    pair = bring_together(by=by, one=kept, other=removed, at=MONDAY)
    return merge_people(by=by, pair=pair, at=MONDAY + timedelta(days=1))


def test_two_files_made_one_leave_no_signal_of_the_absence_that_was_none(course):
    twin = person("Mariam", "Dialo")
    enrol(by=course.tarek, activity=course.sessions[0].activity, people=[twin], at=MONDAY)
    course.note(0, ABSENT)
    course.note(0, PRESENT, twin)
    before = waiting()

    done = merged_into(course.nadia, course.mariam, twin)
    merged = waiting()
    undo_merge(by=course.nadia, merge=done, at=MONDAY + timedelta(days=2))

    assert (before, merged, waiting()) == ([SOFT.format(day="15/06/2026")], [], [SOFT.format(day="15/06/2026")])


def test_a_signal_of_the_file_that_goes_is_the_one_of_the_file_that_stays(course):
    twin = person("Mariam", "Dialo")
    enrol(by=course.tarek, activity=course.sessions[0].activity, people=[twin], at=MONDAY)
    course.note(0, ABSENT, twin)  # nobody accompanies that file: no signal

    merged_into(course.nadia, course.mariam, twin)

    assert waiting(course.nadia) == [SOFT.format(day="15/06/2026")]
    assert Todo.objects.get().link == f"/accompagnements/{course.mariam.pk}/"
