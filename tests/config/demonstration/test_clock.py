"""The demonstration slept for months: on waking, its present is today's, and nothing that was done is lost."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.db.models import DateField, F, Q
from django.utils import timezone

from levier.activity.activities.models import Attendance, AttendanceNote, Session
from levier.config.demonstration.building import DAY, VISITED
from levier.config.demonstration.clock import IN_PART, IN_TWO, STILL, WHOLE, move_on
from levier.config.demonstration.season import past_semester
from levier.development.projects.models import Agreement, Project
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import Observation, Participation
from levier.evidence.outcomes.situation import days_after, freeze, situation_of
from levier.evidence.reports.freezing import is_intact
from levier.evidence.reports.models import FrozenReport
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.actions import record
from levier.foundation.journal.models import Line
from levier.foundation.journal.queries import first_break
from levier.foundation.kit.actors import house as the_house
from levier.foundation.kit.calendar import BRUSSELS, Period
from levier.register.agenda.actions import add_todo
from levier.register.agenda.models import Booking
from levier.register.people.models import Person
from levier.support.pathways.models import Pathway
from levier.support.rights.counting import count
from levier.support.rights.models import Deadline
from tests.config.demonstration.conftest import TODAY

pytestmark = pytest.mark.django_db
WAKINGS = [
    pytest.param(date(2026, 12, 24), id="the same winter"),
    pytest.param(date(2027, 1, 14), id="across a year's end"),
    pytest.param(date(2028, 2, 29), id="on 29 February"),
    pytest.param(date(2028, 3, 1), id="the day after 29 February"),
    pytest.param(date(2031, 7, 6), id="a Sunday five years later"),
]


def wake(house: Organisation, today: date) -> int:
    with time_machine.travel(datetime(today.year, today.month, today.day, 9, tzinfo=BRUSSELS), tick=False):
        return move_on(Organisation.objects.get(pk=house.pk), today)


@pytest.mark.parametrize("today", WAKINGS)
def test_today_is_in_mid_year_again(small, today):
    before = Attendance.objects.count(), Person.objects.count(), Participation.objects.count()

    moved = wake(small, today)

    held = Organisation.objects.get(pk=small.pk)
    assert moved % 7 == 0
    assert 0 <= (today - date.fromisoformat(held.settings[DAY])).days < 7
    days = Session.objects.order_by("on").values_list("on", flat=True)
    assert days[0] < today - timedelta(days=60)
    assert days[len(days) - 1] > today + timedelta(days=90)
    assert Session.objects.filter(on__range=(today - timedelta(days=7), today + timedelta(days=7))).exists()
    assert Session.objects.filter(on__lt=today - timedelta(days=8), closed_at=None).count() == 0
    assert Attendance.objects.count() >= before[0]
    assert (Person.objects.count(), Participation.objects.count()) == before[1:]


@pytest.mark.parametrize("today", WAKINGS)
def test_every_rule_still_holds(small, today):
    wake(small, today)

    project = Project.objects.get(code="FSE-PLUS")
    report = report_of(
        the_house(small.pk), project, rule_sets()["esf-plus-2021"], Period(today - timedelta(days=500), today)
    )
    assert report.figures.failed_checks() == []
    assert first_break(small.pk) is None
    inside = Q(starts_on__lte=F("participations__entry_on"), ends_on__gte=F("participations__entry_on"))
    assert Project.objects.filter(code="FSE-PLUS").exclude(inside).count() == 0
    assert Participation.objects.filter(Q(entry_on__gt=today) | Q(exit_on__gt=today)).count() == 0
    for one in Participation.objects.filter(project=project):
        frozen = freeze(situation_of(one), one.entry_on)
        assert {name: getattr(one, name) for name in frozen} == frozen
    later = Observation.objects.filter(horizon=Horizon.SIX_MONTHS).select_related("participation")
    assert all(one.days_after == days_after(one.horizon, one.observed_on, one.participation.exit_on) for one in later)


@pytest.mark.parametrize("today", WAKINGS)
def test_days_stay_days_and_nine_o_clock_stays_nine_o_clock(small, today):
    hours = {timezone.localtime(one).time() for one in Session.objects.values_list("starts_at", flat=True)}

    wake(small, today)

    rows = Session.objects.values_list("on", "starts_at")
    assert {timezone.localtime(starts).time() for _on, starts in rows} == hours
    assert all(timezone.localtime(starts).date() == on for on, starts in rows)
    assert Session.objects.filter(on=Session.objects.order_by("-on").values("on")[:1]).exists()
    assert AttendanceNote.objects.exclude(happened_at=F("session__starts_at")).count() == 0


def test_each_table_with_days_moves_in_whole_in_part_or_stays():
    owned = {model for model in apps.get_models() if issubclass(model, OwnedModel)}
    dated = {one for one in owned if any(isinstance(field, DateField) for field in one._meta.concrete_fields)}

    assert Counter([*WHOLE, *IN_TWO, *IN_PART, *STILL]) == Counter(dated)


@pytest.mark.parametrize("today", WAKINGS)
def test_people_are_received_at_the_same_hours_and_their_deadlines_are_those_of_the_rules(small, today):
    hours = Counter(_hour(one) for one in Booking.objects.values_list("starts_at", flat=True))
    ahead = Booking.objects.filter(starts_at__date__gt=TODAY).count()
    assert (ahead > 0, Deadline.objects.exclude(computed_on=None).count() > 0) == (True, True)

    wake(small, today)

    assert Counter(_hour(one) for one in Booking.objects.values_list("starts_at", flat=True)) == hours
    near = Booking.objects.filter(starts_at__date__range=(today - timedelta(days=7), today + timedelta(days=21)))
    assert near.count() >= ahead
    assert Pathway.objects.filter(opened_on__gt=today).count() == 0
    for one in Deadline.objects.exclude(computed_on=None).select_related("rule"):
        worked = count(one.rule, one.counted_on)
        assert (one.computed_on, one.shifted_on) == (worked.last_on, worked.shifted_on)
        assert one.due_on == (one.printed_on or worked.last_on)


def _hour(moment: datetime) -> tuple[int, int, int]:
    local = timezone.localtime(moment)
    return local.weekday(), local.hour, local.minute


def test_projects_of_the_present_keep_whole_years_and_those_of_the_past_stay(small):
    wake(small, date(2028, 2, 29))

    spans = dict(Project.objects.values_list("code", "starts_on"))
    assert spans["FSE-PLUS"] == date(2027, 1, 1)
    assert (spans["EPN"], spans["SELIDAIRE"]) == (date(2014, 11, 3), date(2012, 3, 1))
    course = Agreement.objects.get(reference="FSE+/P4/0127")
    assert (course.starts_on, course.ends_on) == (date(2027, 1, 1), date(2029, 12, 31))
    old = Participation.objects.filter(project__code="FSE-3.2").order_by("-entry_on").first()
    assert old.entry_on < date(2018, 4, 1)


def test_the_report_of_the_half_year_that_is_over_now_is_frozen_and_the_old_one_reopened(small):
    today = date(2027, 1, 20)

    wake(small, today)

    old, new = FrozenReport.objects.order_by("pk")
    assert old.reopen_reason == "Les dates de la démonstration ont avancé."
    assert (new.first_on, new.last_on) == (past_semester(today).first, past_semester(today).last)
    assert is_intact(old)
    assert is_intact(new)


def test_the_journal_goes_on(small):
    last = Line.objects.order_by("-number").first().number

    wake(small, date(2026, 12, 24))

    told = Line.objects.filter(number__gt=last)
    assert told.filter(verb="person.read", at__date__gte=date(2026, 12, 10)).count() >= 30
    assert told.filter(verb="attendance.closed").exists()


def test_less_than_four_weeks_later_dates_stay_and_the_sheets_of_the_days_between_are_noted(small):
    today = TODAY + timedelta(days=20)
    first = Session.objects.order_by("on").first().on

    assert wake(small, today) == 0

    assert Session.objects.order_by("on").first().on == first
    waiting = Session.objects.filter(on__lt=today, closed_at=None)
    assert {one.on for one in waiting} <= {today - timedelta(days=1)} | {one.on for one in waiting if one.on < TODAY}


def test_waking_twice_on_one_day_changes_nothing_more(small):
    wake(small, date(2027, 1, 14))
    lines = Line.objects.count(), Attendance.objects.count()

    assert wake(small, date(2027, 1, 14)) == 0

    assert (Line.objects.count(), Attendance.objects.count()) == lines


def test_what_a_visitor_did_yesterday_never_comes_to_lie_in_the_future(small):
    today = TODAY + timedelta(days=120)
    visitor = actor_for(User.objects.get(email="coordination@example.org"), small)
    yesterday = datetime.combine(today - timedelta(days=1), datetime.min.time(), tzinfo=BRUSSELS)
    todo = add_todo(by=visitor, title="Réserver la salle", due_on=today, at=yesterday)

    assert wake(small, today) == 0
    assert Organisation.objects.get(pk=small.pk).settings[VISITED] == yesterday.date().isoformat()
    later = today + timedelta(days=40)
    assert wake(small, later) == 35

    todo.refresh_from_db()
    assert todo.due_on == today + timedelta(days=35)


def test_reading_is_not_acting(small):
    today = TODAY + timedelta(days=120)
    user = User.objects.get(email="counsellor@example.org")
    at = datetime.combine(today, datetime.min.time(), tzinfo=BRUSSELS)
    record(by=actor_for(user, small), verb="person.read", object="people.person:1", at=at)

    assert wake(small, today) == 119
