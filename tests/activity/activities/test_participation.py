"""Who comes, of those expected: one rule for every table, few people hidden; who never came, and who stopped."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from levier.activity.activities.actions import (
    answer_reminder,
    cancel_session,
    create_activity,
    enrol,
    plan_sessions,
    remind,
)
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence
from levier.activity.activities.participation import participation_of
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.calendar import Period
from tests.activity.activities.cast import MONDAY
from tests.activity.activities.test_telling import reachable
from tests.cast import actor, browser, colleague, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
PRESENT, ABSENT = Entry(Presence.PRESENT), Entry(Presence.ABSENT)
LATE, EXCUSED = Entry(Presence.LATE, 60), Entry(Presence.EXCUSED, reason="certificat")
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


class Course:
    """Three Mondays in June for six women, and Karim, who was born in 1980."""

    def __init__(self):
        self.by = actor(Role.ANIMATOR, name="Tarek")
        activity = create_activity(by=self.by, values={"title": "Couture", "kind": "open"}, at=MONDAY)
        self.women = [person(f"Samira{n}", gender="W", birth_year=1960) for n in range(6)]
        self.karim = person("Karim", "Benali", gender="M", birth_date=date(1980, 1, 1), channel="sms")
        enrol(by=self.by, activity=activity, people=[*self.women, self.karim], at=MONDAY)
        days = [MONDAY.date() + timedelta(weeks=week) for week in range(3)]
        self.sessions = plan_sessions(
            by=self.by, activity=activity, days=days, starts=time(9), ends=time(12), at=MONDAY
        )

    def note(self, week, *entries):
        people = [*self.women, self.karim]
        lines = {one.pk: entry for one, entry in zip(people, entries, strict=False) if entry}
        at = MONDAY + timedelta(weeks=week, hours=5)
        record_attendance(by=self.by, session=self.sessions[week], entries=lines, at=at)


@pytest.fixture
def course():
    return Course()


def rows(tables, key):
    [table] = [one for one in tables if one.key == key]
    return [(one.label, one.people, one.expected, one.came, one.rate) for one in table.rows if not one.is_hidden]


def test_late_counts_as_come_excused_as_expected_and_not_expected_not_at_all(course):
    course.note(0, PRESENT, LATE, EXCUSED, ABSENT, Entry(Presence.NOT_EXPECTED))

    whole, tables = participation_of(course.by, JUNE)

    assert (whole.people, whole.expected, whole.came, whole.rate) == (4, 4, 2, 50)
    assert rows(tables, "type") == [("activité ouverte", 4, 4, 2, 50)]
    assert rows(tables, "jour") == [("lundi", 4, 4, 2, 50)]
    assert rows(tables, "heure") == [("à 9\xa0h", 4, 4, 2, 50)]
    assert rows(tables, "rappel") == [("sans rappel", 4, 4, 2, 50)]


def test_each_table_adds_up_and_a_cancelled_session_is_in_none(course):
    course.note(0, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, ABSENT, PRESENT)
    course.note(1, *[ABSENT] * 7)
    cancel_session(by=course.by, session=course.sessions[1], reason="grève", at=MONDAY)

    whole, tables = participation_of(course.by, JUNE, least=1)

    assert [sum(row.expected for row in one.rows) for one in tables] == [whole.expected] * 7 == [7] * 7
    assert rows(tables, "canal") == [("sans préférence", 6, 6, 5, 83), ("par SMS", 1, 1, 1, 100)]
    assert rows(tables, "age") == [("45 à 54 ans", 1, 1, 1, 100), ("55 ans et plus", 6, 6, 5, 83)]


def test_one_man_among_six_women_is_hidden_and_so_is_what_gives_him_away(course):
    course.note(0, *[PRESENT] * 7)

    _whole, tables = participation_of(course.by, JUNE)

    assert (rows(tables, "genre"), rows(tables, "age")) == ([], [])


def test_who_said_that_they_come_is_told_from_who_was_not_reminded(course):
    first, second, *_others = course.women
    for one in (first, second):
        reachable(one, "mail", f"{one.pk}@example.org")
    before = MONDAY - timedelta(hours=1)
    made = remind(by=course.by, session=course.sessions[0], at=before)
    said = next(one for one in made if one.person_id == first.pk)
    answer_reminder(by=course.by, notice=said, comes=True, at=before)
    course.note(0, PRESENT, ABSENT, PRESENT)

    _whole, tables = participation_of(course.by, JUNE)

    assert rows(tables, "rappel") == [
        ("rappelée, a dit venir", 1, 1, 1, 100),
        ("rappelée, sans réponse", 1, 1, 0, 0),
        ("sans rappel", 1, 1, 1, 100),
    ]


def test_a_kind_or_another_month_leaves_the_rest_out(course):
    course.note(0, *[PRESENT] * 7)

    assert participation_of(course.by, JUNE, "workshop")[0].expected == 0
    assert participation_of(course.by, Period(date(2026, 7, 1), date(2026, 7, 31)))[0].expected == 0


@pytest.mark.parametrize("weeks", [1, 3])
def test_the_tables_cost_eight_queries_whatever_is_noted(course, weeks):
    for week in range(weeks):
        course.note(week, *[PRESENT] * 7)

    with exactly(8):
        participation_of(course.by, JUNE)


def test_the_page_says_how_it_counts_and_goes_out_as_a_sheet(course, time_machine):
    time_machine.move_to(MONDAY + timedelta(days=30))
    course.note(0, PRESENT, ABSENT)
    tarek, page = browser(colleague(Role.COORDINATION)), reverse("activities:participation")

    shown = tarek.get(page).content.decode()

    assert "Venues\u202f: 1, sur 2 attendues" in shown
    assert "Comment c'est compté" in shown.replace("&#x27;", "'")
    assert tarek.get(f"{page}?export=xlsx").content[:2] == b"PK"
    assert tarek.get(f"{page}?du=hier").status_code == 422


def names(answer):
    return [row for row in ("Samira0", "Samira1", "Samira2", "Karim") if row in answer.content.decode()]


def test_who_never_came_and_who_stopped_are_two_lists(course):
    course.note(0, ABSENT, PRESENT, PRESENT, None, None, None, PRESENT)
    course.note(1, EXCUSED, ABSENT, PRESENT, None, None, None, ABSENT)
    course.note(2, ABSENT, ABSENT, ABSENT, None, None, None, PRESENT)
    tarek, page = browser(colleague(Role.COORDINATION)), reverse("activities:missing")

    assert names(tarek.get(page)) == ["Samira0"]
    assert names(tarek.get(f"{page}?quoi=stopped")) == ["Samira1"]
    assert tarek.get(f"{page}?quoi=stopped&export=csv").content.decode().count("\n") == 2
