"""The tablet at the door: Mariam touches her own card; a mistake is taken back; a link that is over opens nothing."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from levier.activity.activities.actions import (
    Hours,
    Setting,
    arrive,
    cancel_session,
    close_door,
    create_activity,
    enrol,
    go,
    moments_of,
    open_door,
    plan_moments,
    plan_sessions,
    take_back,
)
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence
from levier.activity.activities.models import Attendance, AttendanceNote, Session
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import MONDAY, workshop
from tests.activity.activities.door_cast import MORNING, after, opened
from tests.cast import Browser, actor, browser, colleague, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_workshop():
    return opened()


def line(session, who):
    return Attendance.objects.filter(session=session, person=who).values_list("presence", "minutes").first()


@pytest.mark.parametrize(
    ("came", "wanted"),
    [(-40, ("present", 180)), (5, ("present", 180)), (6, ("late", 174)), (90, ("late", 90)), (179, ("late", 1))],
)
def test_the_minutes_follow_from_the_moment_of_the_touch(open_workshop, came, wanted):
    tablet, session, (mariam, *_others) = open_workshop

    arrive(by=tablet, session=session, person=mariam.pk, at=after(came))

    assert line(session, mariam) == wanted
    note = AttendanceNote.objects.get(person=mariam)
    assert (note.source, note.happened_at, note.recorded_by) == ("tablet", after(came), None)


@pytest.mark.parametrize(
    ("came", "left", "wanted"),
    [(0, 60, ("left", 60)), (0, 174, ("left", 174)), (0, 175, ("present", 180)), (30, 120, ("left", 90))],
)
def test_who_leaves_earlier_loses_what_is_left(open_workshop, came, left, wanted):
    tablet, session, (mariam, *_others) = open_workshop
    arrive(by=tablet, session=session, person=mariam.pk, at=after(came))

    go(by=tablet, session=session, person=mariam.pk, at=after(left))

    assert line(session, mariam) == wanted


def test_on_the_night_the_clocks_go_back_the_minutes_are_those_that_passed():
    by = actor(Role.ANIMATOR)
    activity = create_activity(by=by, values={"title": "Nuit blanche", "kind": "outing"}, at=MONDAY)
    mariam = person()
    enrol(by=by, activity=activity, people=[mariam], at=MONDAY)
    moments = moments_of([date(2026, 10, 24)], [Hours(time(23), time(4), is_overnight=True)])
    [night] = plan_moments(by=by, activity=activity, moments=moments, setting=Setting(), at=MONDAY)
    assert (night.starts_at, night.ends_at) == (
        datetime(2026, 10, 24, 21, tzinfo=UTC),
        datetime(2026, 10, 25, 3, tzinfo=UTC),
    )
    tablet = house(night.organisation_id)
    open_door(by=by, session=night, at=night.starts_at)

    arrive(by=tablet, session=night, person=mariam.pk, at=night.starts_at)
    go(by=tablet, session=night, person=mariam.pk, at=night.ends_at - timedelta(hours=1))

    assert line(night, mariam) == ("left", 300)


def test_a_touch_by_mistake_is_taken_back_within_two_minutes_and_the_log_keeps_both(open_workshop):
    tablet, session, (mariam, *_others) = open_workshop
    arrive(by=tablet, session=session, person=mariam.pk, at=MONDAY)

    take_back(by=tablet, session=session, person=mariam.pk, at=after(2))

    assert line(session, mariam) is None
    assert list(AttendanceNote.objects.order_by("pk").values_list("presence", "minutes")) == [("present", 180), ("", 0)]


def test_leaving_by_mistake_is_taken_back_to_what_held_before(open_workshop):
    tablet, session, (mariam, *_others) = open_workshop
    arrive(by=tablet, session=session, person=mariam.pk, at=after(30))
    go(by=tablet, session=session, person=mariam.pk, at=after(60))

    take_back(by=tablet, session=session, person=mariam.pk, at=after(61))

    assert line(session, mariam) == ("late", 150)


def refused(act, sentence, **words):
    with pytest.raises(Refused, match=sentence):
        act(**words)


def test_what_the_tablet_refuses_it_says_in_plain_words(open_workshop):
    tablet, session, (mariam, samira, aziz) = open_workshop
    hers = {"by": tablet, "session": session, "person": mariam.pk}
    refused(arrive, "trop tôt", **hers, at=after(-61))
    refused(go, "d'abord que vous êtes là", **hers, at=after(10))
    refused(arrive, "pas sur la liste", **hers | {"person": person("Zoé").pk}, at=after(10))
    arrive(**hers, at=MONDAY)
    refused(arrive, "déjà notée", **hers, at=after(1))
    refused(take_back, "trop tard", **hers, at=after(3))
    refused(go, "finie", **hers, at=after(180))
    away = {samira.pk: Entry(Presence.ABSENT)}
    tarek = actor(Role.EPN)
    record_attendance(by=tarek, session=session, entries=away, at=after(20))
    refused(arrive, "déjà notée", **hers | {"person": samira.pk}, at=after(21))
    refused(take_back, "trop tard", **hers | {"person": samira.pk}, at=after(21))
    for _round in range(5):
        arrive(**hers | {"person": aziz.pk}, at=MONDAY)
        take_back(**hers | {"person": aziz.pk}, at=MONDAY)
    refused(arrive, "trop souvent", **hers | {"person": aziz.pk}, at=MONDAY)


def test_a_tablet_is_opened_only_for_a_session_with_hours_that_goes_on():
    tarek = actor(Role.ANIMATOR, name="Tarek")
    _activity, session, _people = workshop()
    refused(open_door, "terminée", by=tarek, session=session, at=after(181))
    refused(open_door, "rôle", by=actor(Role.AUDITOR), session=session, at=MONDAY)
    cancel_session(by=tarek, session=session, reason="grève", at=MORNING)
    refused(open_door, "annulée", by=tarek, session=session, at=MORNING)
    Session.objects.filter(pk=session.pk).update(starts_at=None, ends_at=None)
    refused(open_door, "heure de début", by=tarek, session=session, at=MORNING)


def test_what_the_colleague_corrects_on_the_sheet_holds(open_workshop):
    tablet, session, (mariam, *_others) = open_workshop
    arrive(by=tablet, session=session, person=mariam.pk, at=after(30))

    entries = {mariam.pk: Entry(Presence.PRESENT)}
    seen = {mariam.pk: Entry(Presence.LATE, 150)}
    record_attendance(by=actor(Role.EPN), session=session, entries=entries, seen=seen, at=after(40))

    assert line(session, mariam) == ("present", 180)


def address(session, code=None, until=None):
    key = f"{session.pk}-{session.door_code if code is None else code}"
    until = until or after(900)
    return reverse("activities:at_the_door", args=[link_token(session.organisation_id, "door", key, until)])


def test_the_page_names_first_names_only_and_a_touch_is_one_click_without_script(open_workshop, time_machine):
    _tablet, session, (mariam, *_others) = open_workshop
    time_machine.move_to(after(10), tick=False)
    visitor, page = Browser(), address(session)

    shown = visitor.get(page).content.decode()
    assert re.findall(r"<strong><bdi>(.*?)</bdi>", shown) == ["Mariam01 D.", "Mariam02 D.", "Mariam03 D."]
    assert "Diallo" not in shown
    assert visitor.submit(page, {"arrive": mariam.pk}).status_code == 303
    assert line(session, mariam) == ("late", 170)
    assert visitor.get(page).content.decode().count('name="annuler"') == 1
    assert visitor.submit(page, {"annuler": mariam.pk}).status_code == 303
    assert line(session, mariam) is None
    assert visitor.submit(page, {"pars": mariam.pk}).status_code == 422
    assert visitor.submit(page, {"arrive": "zz"}).status_code == 404
    assert visitor.submit(page, {}).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en", "ar", "tr", "ro", "uk", "es"])
def test_the_page_speaks_the_eight_languages(open_workshop, time_machine, language):
    _tablet, session, _people = open_workshop
    time_machine.move_to(after(10), tick=False)

    shown = Browser().get(f"{address(session)}?langue={language}").content.decode()

    assert [one for one in ("Je suis là", "Touchez votre nom") if one in shown] == []


def test_a_link_that_was_closed_renewed_changed_or_late_opens_nothing(open_workshop, time_machine):
    _tablet, session, (mariam, *_others) = open_workshop
    time_machine.move_to(MONDAY, tick=False)
    tarek = actor(Role.EPN, name="Tarek")
    first, late, wrong = address(session), address(session, until=after(-1)), address(session, "")
    open_door(by=tarek, session=session, at=MONDAY)
    session.refresh_from_db()
    second = address(session)
    close_door(by=tarek, session=session, at=MONDAY)

    touch = {"arrive": mariam.pk}
    answers = [Browser().submit(page, touch).status_code for page in (first, second, late, wrong, f"{second[:-3]}x/")]

    assert answers == [410, 410, 410, 410, 404]
    assert AttendanceNote.objects.count() == 0


def test_the_link_goes_out_at_the_end_of_the_day_and_the_page_costs_the_same_for_three_and_fifteen(time_machine):
    time_machine.move_to(MORNING, tick=False)
    tarek = colleague(Role.ANIMATOR, name="Tarek")
    for count in (3, 15):
        _activity, session, _people = workshop(count) if count == 3 else workshop_of(count)
        page = reverse("activities:door", args=[session.pk])
        browser(tarek).submit(page, {"ouvrir": "1"})
        shown = browser(tarek).get(page).content.decode()
        link = re.search(r'href="http://testserver(/activites/porte/[^"]+)"', shown)[1]
        with exactly(4):
            assert Browser().get(link).status_code == 200
    time_machine.move_to(datetime(2026, 6, 15, 21, 59, tzinfo=UTC), tick=False)
    assert Browser().get(link).status_code == 200
    time_machine.move_to(datetime(2026, 6, 15, 22, 1, tzinfo=UTC), tick=False)
    assert Browser().get(link).status_code == 410


def workshop_of(count):
    by = actor(Role.ANIMATOR, name="Zora")
    activity = create_activity(by=by, values={"title": "Couture", "kind": "open"}, at=MONDAY)
    people = [person(f"Aziz{number:02d}", "Benali") for number in range(count)]
    enrol(by=by, activity=activity, people=people, at=MORNING)
    [session] = plan_sessions(
        by=by, activity=activity, days=[MONDAY.date()], starts=time(13), ends=time(16), at=MORNING
    )
    return activity, session, people
