"""When Nadia receives: her free moments, her week, and no moment given twice."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from levier.foundation.accounts.models import User
from levier.foundation.journal.models import Line
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.working_days import holidays
from levier.register.agenda.actions import (
    ChangeDraft,
    OpeningDraft,
    Taken,
    add_change,
    add_opening,
    book,
    end_opening,
    release,
)
from levier.register.agenda.enums import ChangeKind
from levier.register.agenda.models import Booking, Opening, OpeningChange
from levier.register.agenda.queries import free_slots as free
from levier.register.agenda.slots import Agenda, Slot, free_slots, moment_of
from tests.cast import actor, browser, colleague, organisation
from tests.guards import exactly

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)  # a Monday
TODAY = date(2026, 6, 15)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

days = st.dates(date(2026, 3, 20), date(2026, 5, 20))
hours = st.builds(time, st.integers(7, 19), st.sampled_from([0, 15, 30, 45]))
lengths = st.integers(5, 120)


def ordered(first, second):
    return min(first, second), max(first, second)


@st.composite
def opening(draw):
    starts, ends = ordered(draw(hours), draw(hours))
    first, last = ordered(draw(days), draw(days))
    return Opening(
        weekday=draw(st.integers(0, 6)),
        starts=starts,
        ends=ends,
        slot_minutes=draw(lengths),
        first_on=first,
        last_on=draw(st.sampled_from([None, last])),
    )


@st.composite
def change(draw):
    starts, ends = ordered(draw(hours), draw(hours))
    first = draw(days)
    kind = draw(st.sampled_from(ChangeKind.values))
    whole = kind == ChangeKind.CLOSED and draw(st.booleans())
    return OpeningChange(
        kind=kind,
        first_on=first,
        last_on=first + timedelta(days=draw(st.integers(0, 5))),
        starts=None if whole else starts,
        ends=None if whole else ends,
        slot_minutes=draw(lengths),
    )


@st.composite
def booking(draw):
    starts_at = moment_of(draw(days), draw(hours))
    return Booking(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=draw(lengths)))


agendas = st.builds(Agenda, st.lists(opening(), max_size=5), st.lists(change(), max_size=3), st.lists(booking()))
periods = st.tuples(days, days).map(lambda pair: Period(*ordered(*pair)))


def spans(agenda, day, kind):
    """Hours of a day that changes of one kind give or take."""
    for one in agenda.changes:
        if one.kind == kind and one.first_on <= day <= one.last_on:
            first = one.starts or time.min
            yield moment_of(day, first), moment_of(day, one.ends) if one.ends else moment_of(day, time.max)


def usual(agenda, day):
    for one in agenda.openings:
        if one.weekday == day.weekday() and one.first_on <= day <= (one.last_on or date.max):
            yield moment_of(day, one.starts), moment_of(day, one.ends)


@given(agendas, periods)
def test_what_is_free_lies_in_opened_hours_and_meets_nothing(agenda, period):
    found = free_slots(agenda, period, after=LONG_AGO)

    for slot in found:
        day = slot.starts_at.astimezone(moment_of(TODAY, time.min).tzinfo).date()
        opened = [*usual(agenda, day), *spans(agenda, day, ChangeKind.EXTRA)]
        assert day in period
        assert day not in holidays(day.year)
        assert any(first <= slot.starts_at and slot.ends_at <= last for first, last in opened)
        assert not any(slot.meets(*one) for one in spans(agenda, day, ChangeKind.CLOSED))
        assert not any(slot.meets(one.starts_at, one.ends_at) for one in agenda.booked)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(found))


@given(agendas, periods, st.datetimes(datetime(2026, 3, 20), datetime(2026, 5, 20), timezones=st.just(UTC)))
def test_later_there_is_never_more_that_is_free(agenda, period, after):
    everything = free_slots(Agenda(agenda.openings[:1], (), agenda.booked), period, after=LONG_AGO)

    assert free_slots(Agenda(agenda.openings[:1], (), agenda.booked), period, after=after) == [
        one for one in everything if one.starts_at > after
    ]


def test_an_hour_stays_the_same_on_the_clock_when_summer_begins():
    mondays = Opening(weekday=0, starts=time(9), ends=time(10), slot_minutes=60, first_on=date(2026, 3, 1))

    found = free_slots(Agenda([mondays]), Period(date(2026, 3, 23), date(2026, 3, 30)), after=LONG_AGO)

    assert [one.starts_at.hour for one in found] == [8, 7]


@pytest.fixture
def nadia(db):
    return actor(name="Nadia")


def opened(by, **more):
    values = {"weekday": 1, "starts": time(9), "ends": time(11), "slot_minutes": 60, "first_on": date(2026, 6, 1)}
    return add_opening(by=by, draft=OpeningDraft(**values | more), at=NOW)


def taken(by, hour=9, *, worker=None, minutes=60):
    start = moment_of(date(2026, 6, 16), time(hour))
    return book(
        by=by,
        worker=worker or colleague(name="Hakim"),
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
        title="rendez-vous",
        at=NOW,
    )


def starts(by, worker, first=date(2026, 6, 15), last=date(2026, 6, 21)):
    return [one.starts_at.hour + 2 for one in free(by, worker, Period(first, last), after=NOW)]


def test_what_is_booked_is_free_no_more_and_what_is_released_is_free_again(nadia):
    opened(nadia)
    hers = nadia.user_id
    held = taken(nadia, worker=colleague_of(nadia))
    after_booking = starts(nadia, hers)
    release(by=nadia, booking=held, at=NOW)

    assert (after_booking, starts(nadia, hers)) == ([10], [9, 10])


def colleague_of(by):
    return User.objects.get(pk=by.user_id)


def test_a_day_off_closes_it_and_an_extra_opening_adds_to_it(nadia):
    opened(nadia)
    on = date(2026, 6, 16)
    add_change(by=nadia, draft=ChangeDraft(ChangeKind.CLOSED, on, on, reason="congé"), at=NOW)
    thursday = date(2026, 6, 18)
    draft = ChangeDraft(ChangeKind.EXTRA, thursday, thursday, time(14), time(15), 30)
    add_change(by=nadia, draft=draft, at=NOW)

    assert starts(nadia, nadia.user_id) == [14, 14]


def test_a_moment_is_given_once(nadia):
    hakim = colleague(name="Hakim")
    taken(nadia, worker=hakim)

    for hour, minutes in ((9, 60), (9, 15), (8, 90)):
        with pytest.raises(Taken, match=r"déjà pris"):
            taken(nadia, hour, worker=hakim, minutes=minutes)
    taken(nadia, 10, worker=hakim)

    assert Booking.objects.count() == 2


def test_the_database_refuses_a_moment_given_twice_too(nadia):
    held = taken(nadia)
    again = Booking(
        organisation=held.organisation,
        worker=held.worker,
        starts_at=held.starts_at,
        ends_at=held.ends_at,
        title="rendez-vous",
        made_at=NOW,
    )
    with pytest.raises(ValidationError):
        again.keep()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_nobody_books_the_time_of_another_association_nor_the_past(nadia):
    stranger = colleague(at=organisation("ailleurs"), name="Aziz")
    with pytest.raises(Refused, match="association"):
        taken(nadia, worker=stranger)
    past = moment_of(date(2026, 6, 12), time(9))
    with pytest.raises(Refused, match="passé"):
        book(
            by=nadia, worker=colleague(name="Ali"), starts_at=past, ends_at=past + timedelta(hours=1), title="x", at=NOW
        )

    assert Booking.objects.count() == 0


def test_hours_that_meet_others_of_ones_own_are_refused(nadia):
    opened(nadia)
    with pytest.raises(Refused, match="déjà"):
        opened(nadia, starts=time(10), ends=time(12))
    opened(nadia, starts=time(11), ends=time(12))

    assert Opening.objects.count() == 2


def test_hours_end_and_are_the_affair_of_who_receives(nadia):
    found = opened(nadia)
    with pytest.raises(Refused):
        end_opening(by=actor(name="Ali"), opening=found, on=TODAY, at=NOW)
    end_opening(by=nadia, opening=found, on=TODAY, at=NOW)

    assert starts(nadia, nadia.user_id) == []


def test_hours_are_opened_changed_and_ended_on_screen(db):
    nadia = colleague()
    page = browser(nadia)
    typed = {"weekday": "1", "starts": "9h", "ends": "11:00", "slot_minutes": "30", "first_on": "01/06/2026"}

    with time_machine.travel(NOW, tick=False):
        answer = page.submit(reverse("agenda:new_opening"), typed | {"version": 1})
        held = Opening.objects.get()
        page.submit(reverse("agenda:edit_opening", args=[held.pk]), typed | {"slot_minutes": "60", "version": 1})
        stale = page.submit(reverse("agenda:edit_opening", args=[held.pk]), typed | {"version": 1})
        page.submit(reverse("agenda:new_change"), {"kind": "closed", "first_on": "16/06/2026"})
        shown = page.get(reverse("agenda:openings"))
        page.submit(reverse("agenda:stop_opening", args=[held.pk]), {"on": "30/06/2026"})
        page.submit(reverse("agenda:withdraw_change", args=[OpeningChange.objects.get().pk]))

    held.refresh_from_db()
    assert (answer.status_code, stale.status_code) == (303, 409)
    assert (held.slot_minutes, held.last_on) == (60, date(2026, 6, 30))
    assert (len(shown.context["openings"]), len(shown.context["changes"])) == (1, 1)
    assert OpeningChange.objects.count() == 0
    assert list(Line.objects.filter(verb__startswith="opening.").order_by("number").values_list("verb", flat=True)) == [
        f"opening.{what}" for what in ("added", "changed", "otherwise", "ended", "as_usual")
    ]


def test_hours_without_sense_are_refused_with_a_sentence(db):
    answer = browser(colleague()).submit(
        reverse("agenda:new_opening"),
        {
            "weekday": "1",
            "starts": "11:00",
            "ends": "9:00",
            "slot_minutes": "30",
            "first_on": "01/06/2026",
            "version": 1,
        },
    )

    assert (answer.status_code, "finit avant de commencer" in answer.text) == (422, True)


def test_the_week_names_nobody_whom_one_may_not_know(db):
    nadia = colleague()
    by = actor(name="Zoe")
    held = taken(by, worker=nadia)
    held.about, held.link = "appointments.appointment:1", "/accompagnements/rendez-vous/1/"
    held.save()

    with time_machine.travel(NOW, tick=False):
        page = browser(nadia).get(reverse("agenda:week")).text

    assert ("Rendez-vous" in page, "/accompagnements/rendez-vous/1/" in page) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_week_asks_as_much_for_one_as_for_three(rows, db):
    nadia = colleague()
    by = actor(name="Zoe")
    for hour in range(rows):
        taken(by, 9 + hour, worker=nadia)
    page = browser(nadia)
    page.get("/")

    with time_machine.travel(NOW, tick=False), exactly(7):
        page.get(reverse("agenda:week"))


def test_a_slot_that_begins_as_another_ends_does_not_meet_it():
    first = Slot(NOW, NOW + timedelta(hours=1))

    assert not first.meets(first.ends_at, first.ends_at + timedelta(hours=1))
    assert first.meets(NOW + timedelta(minutes=59), NOW + timedelta(hours=2))
