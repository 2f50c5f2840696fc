"""Two people with the same sheet open: the second to save joins the first, line by line; nothing is overwritten."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence
from levier.activity.activities.models import Attendance, AttendanceNote
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import working_for
from tests.activity.activities.cast import AFTER, workshop
from tests.cast import actor, browser, colleague

PRESENT, ABSENT = Entry(Presence.PRESENT), Entry(Presence.ABSENT)


def kept():
    return sorted(Attendance.objects.values_list("person__first_name", "presence", "minutes"))


class Sheet:
    """What a browser sends of a sheet that showed nothing noted, and of what it then showed."""

    def __init__(self, session, people):
        self.page = reverse("activities:session", args=[session.pk])
        self.people = people

    def data(self, *presences, seen=("", "", ""), **more):
        said = {"ordre": " ".join(str(one.pk) for one in self.people)}
        for one, presence, shown in zip(self.people, presences, seen, strict=True):
            said |= {f"p-{one.pk}": presence, f"m-{one.pk}": "", f"r-{one.pk}": "", f"vu-{one.pk}": shown}
        return said | more


@pytest.fixture
def sheet(db):
    _activity, session, people = workshop()
    return Sheet(session, people)


@pytest.fixture
def tarek(db):
    return browser(colleague(Role.ANIMATOR, name="Tarek"))


@pytest.fixture
def nadia(db):
    return browser(colleague(Role.COUNSELLOR, name="Nadia"))


def test_the_second_to_save_sees_who_said_what_and_when_and_her_other_lines_are_kept(sheet, tarek, nadia, time_machine):
    time_machine.move_to(AFTER, tick=False)
    tarek.submit(sheet.page, sheet.data("present", "", "absent"))

    answer = nadia.submit(sheet.page, sheet.data("absent", "present", "absent"))

    shown = answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == 409
    assert "Tarek a noté, lundi 15 juin, 14\xa0h\u202f: présent, 180\xa0min." in shown
    assert "Garder ce que Tarek a noté" in shown
    assert shown.count('name="garder-') == 1
    assert kept() == [("Mariam01", "present", 180), ("Mariam02", "present", 180), ("Mariam03", "absent", 0)]


@pytest.mark.parametrize(("choice", "wanted"), [({}, "absent"), ({"garder": "1"}, "present")])
def test_she_chooses_hers_or_his(sheet, tarek, nadia, choice, wanted, time_machine):
    time_machine.move_to(AFTER, tick=False)
    tarek.submit(sheet.page, sheet.data("present", "", ""))
    nadia.submit(sheet.page, sheet.data("absent", "", ""))
    mariam = sheet.people[0]
    kept_his = {f"garder-{mariam.pk}": "1"} if choice else {}

    answer = nadia.submit(sheet.page, sheet.data("absent", "", "", seen=("present|180|", "", ""), **kept_his))

    assert answer.status_code == 303
    assert Attendance.objects.get(person=mariam).presence == wanted


def test_everybody_but_overwrites_nothing_that_was_noted_meanwhile(sheet, tarek, nadia, time_machine):
    time_machine.move_to(AFTER, tick=False)
    tarek.submit(sheet.page, sheet.data("present", "", ""))

    answer = nadia.submit(sheet.page, {"sauf": "1", "absents": "1 2"} | sheet.data("", "", ""))

    assert answer.status_code == 409
    assert kept() == [("Mariam01", "present", 180), ("Mariam02", "absent", 0), ("Mariam03", "present", 180)]


def saved(by, session, entries, together):
    try:
        together.wait(timeout=60)
        with working_for(by.organisation_id, atomic=True):
            return record_attendance(
                by=by, session=session, entries=entries, seen={}, at=AFTER + timedelta(seconds=by.user_id % 60)
            )
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_at_the_same_moment_one_of_two_words_holds_and_the_other_is_shown_never_lost(shared_database):
    _activity, session, (first, second, third) = workshop()
    both = [actor(Role.ANIMATOR, name="Tarek"), actor(Role.EPN, name="Nadia")]
    shared_database()
    together = threading.Barrier(2)
    his = {first.pk: PRESENT, third.pk: PRESENT}
    hers = {second.pk: PRESENT, third.pk: ABSENT}

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda one: saved(one[0], session, one[1], together), zip(both, (his, hers), strict=True)))

    assert sorted(len(one.conflicts) for one in done) == [0, 1]
    assert sorted(pk for one in done for pk in one.written) == sorted([first.pk, second.pk, third.pk])
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(rows_of, both[0]).result() == (3, 3)


def rows_of(by):
    try:
        with working_for(by.organisation_id):
            return Attendance.objects.count(), AttendanceNote.objects.count()
    finally:
        connections.close_all()
