"""Bruno plans series: real minutes, rooms and equipment with them, no leader twice, and last year's series again."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from levier.activity.activities.actions import (
    Hours,
    Setting,
    again_of,
    cancel_session,
    change_activity,
    change_session,
    count_audience,
    create_activity,
    equipment_of,
    moments_of,
    plan_moments,
    repeat_series,
)
from levier.activity.activities.models import Activity, Session
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.permissions import Refused
from levier.register.agenda.actions import Claim, Taken, add_resource, book, take_resource
from levier.register.agenda.models import ResourceBooking
from levier.register.partners.models import Contact, Partner, Place
from tests.activity.activities.cast import MONDAY
from tests.cast import actor, colleague, organisation, project
from tests.guards import exactly

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 6, 16)
MORNING, AFTERNOON = Hours(time(9), time(12)), Hours(time(13, 30), time(16, 30))


@pytest.fixture
def bruno():
    return actor(Role.ANIMATOR, name="Bruno")


def place(name="Grande salle", at=None):
    return Place.objects.create(organisation=at or organisation(), name=name)


def thing(by, name, kind="equipment", where=None):
    keeper = actor(Role.RECEPTION, name=f"Rosa-{name.replace(' ', '-')}")
    return add_resource(by=keeper, values={"kind": kind, "name": name, "place": where, "note": ""}, at=MONDAY)


def activity(by, title="Couture", **values):
    return create_activity(by=by, values={"title": title, "kind": "workshop", **values}, at=MONDAY)


def plan(by, what, days, *hours, **around):
    moments = moments_of(days, hours or [MORNING])
    return plan_moments(by=by, activity=what, moments=moments, setting=Setting(**around), at=MONDAY)


def taken():
    rows = ResourceBooking.objects.live().order_by("starts_at", "resource__name")
    return [(one.resource.name, timezone.localtime(one.starts_at).strftime("%d/%m %H:%M"), one.title) for one in rows]


def test_a_morning_and_an_afternoon_are_two_half_days_with_a_sheet_each(bruno):
    made = plan(bruno, activity(bruno), [TUESDAY], MORNING, AFTERNOON)

    assert [(one.on, one.planned_minutes, one.half_days) for one in made] == [(TUESDAY, 180, 1), (TUESDAY, 180, 1)]


def test_a_whole_day_in_one_sheet_is_two_half_days(bruno):
    [made] = plan(bruno, activity(bruno), [TUESDAY], Hours(time(9), time(16)))

    assert (made.planned_minutes, made.half_days) == (420, 2)


def test_a_session_over_midnight_has_its_minutes_and_belongs_to_the_day_it_begins(bruno):
    [made] = plan(bruno, activity(bruno), [TUESDAY], Hours(time(22), time(1, 30), is_overnight=True))

    assert (made.on, made.planned_minutes) == (TUESDAY, 210)
    assert made.ends_at == datetime(2026, 6, 16, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("night", "minutes"),
    [
        (date(2026, 3, 28), 210),  # at two o'clock it is three: an hour less goes by
        (date(2026, 10, 24), 330),  # at three o'clock it is two: an hour more
        (date(2026, 10, 17), 270),
    ],
)
def test_on_the_night_when_the_clocks_change_the_minutes_are_those_that_go_by(bruno, night, minutes):
    [made] = plan(bruno, activity(bruno), [night], Hours(time(23, 30), time(4), is_overnight=True))
    [alike] = moments_of([night + timedelta(days=1)], [Hours(time(1), time(4))])

    assert (made.planned_minutes, alike.minutes) == (minutes, minutes - 90)


@pytest.mark.parametrize(
    ("days", "hours", "sentence"),
    [
        ([], [MORNING], "Donnez au moins un jour."),
        ([TUESDAY + timedelta(days=one) for one in range(121)], [MORNING], "Pas plus de 120 séances à la fois."),
        ([TUESDAY], [Hours(time(12), time(9))], "La fin de la séance tombe avant son début."),
        ([TUESDAY], [Hours(time(9), time(23), is_overnight=True)], "douze heures"),
        ([TUESDAY], [MORNING, Hours(time(11), time(13))], "la seconde commence avant la fin de la première"),
    ],
)
def test_days_and_hours_that_make_no_series_are_refused_with_a_sentence(days, hours, sentence):
    with pytest.raises(Refused, match=sentence):
        moments_of(days, hours)


def test_who_only_reads_plans_nothing():
    auditor = actor(Role.AUDITOR, name="Anne")

    assert not CHANGE_ACTIVITIES.allows(auditor)
    with pytest.raises(Refused):
        plan(auditor, Activity(organisation_id=auditor.organisation_id), [TUESDAY])


def test_a_session_takes_its_room_and_its_equipment(bruno):
    hall = place()
    thing(bruno, "Grande salle", "room", hall)
    screen = thing(bruno, "Projecteur")

    plan(bruno, activity(bruno), [TUESDAY], place=hall, equipment=[screen])

    assert taken() == [("Grande salle", "16/06 09:00", "Couture"), ("Projecteur", "16/06 09:00", "Couture")]


def test_a_room_is_never_taken_twice_and_nothing_of_the_series_is_written(bruno):
    hall = place()
    thing(bruno, "Grande salle", "room", hall)
    plan(bruno, activity(bruno), [TUESDAY], place=hall)
    other = activity(bruno, "Cuisine")

    with pytest.raises(Taken, match="Grande salle n'est pas libre, mardi 16 juin 2026, 10"):
        plan(bruno, other, [TUESDAY - timedelta(days=1), TUESDAY], Hours(time(10), time(13)), place=hall)

    assert other.sessions.count() == 0
    assert taken() == [("Grande salle", "16/06 09:00", "Couture")]


def test_a_room_is_free_from_the_minute_in_which_the_one_before_ends(bruno):
    hall = place()
    thing(bruno, "Grande salle", "room", hall)
    plan(bruno, activity(bruno), [TUESDAY], place=hall)

    plan(bruno, activity(bruno, "Cuisine"), [TUESDAY], Hours(time(12), time(13)), place=hall)

    assert [title for _room, _when, title in taken()] == ["Couture", "Cuisine"]


def test_a_session_moved_takes_its_room_along_and_one_cancelled_gives_it_back(bruno):
    hall = place()
    thing(bruno, "Grande salle", "room", hall)
    screen = thing(bruno, "Projecteur")
    [made] = plan(bruno, activity(bruno), [TUESDAY], place=hall, equipment=[screen])

    moved = change_session(
        by=bruno,
        session=made,
        on=TUESDAY + timedelta(days=1),
        starts=time(14),
        ends=time(17),
        place=hall,
        trainer=None,
        at=MONDAY,
    )

    assert [row[:2] for row in taken()] == [("Grande salle", "17/06 14:00"), ("Projecteur", "17/06 14:00")]
    assert equipment_of(bruno, moved) == [screen]
    cancel_session(by=bruno, session=moved, reason="grève", at=MONDAY)
    assert taken() == []


def test_a_session_may_move_within_its_own_hours(bruno):
    hall = place()
    thing(bruno, "Grande salle", "room", hall)
    [made] = plan(bruno, activity(bruno), [TUESDAY], place=hall)

    change_session(
        by=bruno, session=made, on=TUESDAY, starts=time(10), ends=time(13), place=hall, trainer=None, at=MONDAY
    )

    assert taken() == [("Grande salle", "16/06 10:00", "Couture")]


def test_who_leads_elsewhere_then_is_said_and_wanted_all_the_same_only_when_confirmed(bruno):
    eva = colleague(Role.ANIMATOR, name="Eva")
    plan(bruno, activity(bruno), [TUESDAY], trainer=eva)
    other = activity(bruno, "Cuisine")

    with pytest.raises(Refused, match=r"Eva est pris·e le 16 juin 2026, de 9.h à 12.h.: «.Couture.»"):
        plan(bruno, other, [TUESDAY], Hours(time(11), time(13)), trainer=eva)
    assert other.sessions.count() == 0

    plan(bruno, other, [TUESDAY], Hours(time(11), time(13)), trainer=eva, knows_clashes=True)
    assert other.sessions.count() == 1


def test_an_appointment_of_who_leads_counts_too_and_a_cancelled_session_does_not(bruno):
    nadia = colleague(name="Nadia")
    starts = datetime(2026, 6, 16, 8, 0, tzinfo=UTC)
    book(
        by=actor_for(nadia, organisation()),
        worker=nadia,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        title="rendez-vous",
        at=MONDAY,
    )
    with pytest.raises(Refused, match=r"«.rendez-vous.»"):
        plan(bruno, activity(bruno), [TUESDAY], trainer=nadia)

    later = TUESDAY + timedelta(days=1)
    [made] = plan(bruno, activity(bruno, "Cuisine"), [later], trainer=nadia)
    cancel_session(by=bruno, session=made, reason="grève", at=MONDAY)
    assert len(plan(bruno, activity(bruno, "Chant"), [later], trainer=nadia)) == 1


def test_somebody_of_a_partner_leads_and_is_not_in_two_places_either(bruno):
    centre = Partner.objects.create(organisation=organisation(), code="centre", name="Centre du Parvis")
    yusuf = Contact.objects.create(organisation=organisation(), partner=centre, name="Yusuf")
    [made] = plan(bruno, activity(bruno), [TUESDAY], contact=yusuf)

    assert (made.leader, made.trainer) == ("Yusuf", None)
    with pytest.raises(Refused, match="Yusuf est pris·e"):
        plan(bruno, activity(bruno, "Cuisine"), [TUESDAY], contact=yusuf)


def test_a_session_is_planned_for_one_of_several_projects_and_stays_so_when_the_activity_changes(bruno):
    first, second, third = project("FSE-1"), project("COCOF-2"), project("ONE-3")
    made = create_activity(
        by=bruno, values={"title": "Couture", "kind": "workshop", "project": first}, projects=[second], at=MONDAY
    )
    plan(bruno, made, [TUESDAY])
    plan(bruno, made, [TUESDAY + timedelta(days=1)], project=second)

    change_activity(by=bruno, activity=made, values={"project": third}, at=MONDAY)

    assert [one.project for one in made.sessions.order_by("on")] == [third, second]
    assert list(made.backings.values_list("project", flat=True)) == [second.pk]


def test_planning_a_hundred_days_costs_the_queries_of_ten(bruno):
    hall = place()
    thing(bruno, "Grande salle", "room", hall)
    eva = colleague(Role.ANIMATOR, name="Eva")
    for number, days in enumerate((10, 100)):
        first = TUESDAY + timedelta(days=number * 200)
        what = activity(bruno, f"Série {number}")
        wanted = [first + timedelta(days=one) for one in range(days)]
        with exactly(11):
            plan(bruno, what, wanted, place=hall, trainer=eva)

        assert what.sessions.count() == days


def last_year(by):
    """Four Tuesdays and Thursdays of the autumn of 2025, one of them cancelled."""
    what = activity(by, "Orientation", bring="De quoi écrire", obstacles="JOB01")
    days = [date(2025, 10, 7), date(2025, 10, 9), date(2025, 10, 14), date(2025, 11, 11)]
    made = plan(by, what, days, Hours(time(22), time(1), is_overnight=True))
    Session.objects.filter(pk=made[1].pk).update(cancelled_at=MONDAY)
    return what


def test_last_year_s_series_begins_again_on_the_same_weekdays_without_holidays(bruno):
    what = last_year(bruno)
    again = again_of(what, date(2026, 10, 7), without_school=False)

    made = repeat_series(by=bruno, activity=what, title="Orientation 2026", project=None, again=again, at=MONDAY)

    assert [(f"{one.on:%a %d/%m/%Y}", str(one.left_out)) for one in again] == [
        ("Tue 06/10/2026", ""),
        ("Tue 13/10/2026", ""),
        ("Tue 10/11/2026", ""),
    ]
    rows = made.sessions.order_by("on")
    assert [(one.on.day, timezone.localtime(one.starts_at).hour, one.planned_minutes) for one in rows] == [
        (6, 22, 180),
        (13, 22, 180),
        (10, 22, 180),
    ]
    assert (made.title, made.bring, made.starts_on, made.ends_on, made.enrolments.count()) == (
        "Orientation 2026",
        "De quoi écrire",
        date(2026, 10, 6),
        date(2026, 11, 10),
        0,
    )


def test_what_falls_on_a_holiday_or_a_school_holiday_is_left_out_and_said(bruno):
    what = last_year(bruno)

    again = again_of(what, date(2026, 10, 13), without_school=True)

    assert [(one.on.isoformat(), str(one.left_out)) for one in again] == [
        ("2026-10-13", ""),
        ("2026-10-20", "congé scolaire"),
        ("2026-11-17", ""),
    ]


def test_a_series_of_which_nothing_is_left_is_refused(bruno):
    what = activity(bruno)
    plan(bruno, what, [TUESDAY])
    again = again_of(what, date(2026, 7, 21), without_school=False)

    with pytest.raises(Refused, match="Aucune séance ne reste"):
        repeat_series(by=bruno, activity=what, title="Couture", project=None, again=again, at=MONDAY)
    assert Activity.objects.count() == 1


def test_a_room_that_is_taken_stops_the_whole_new_series(bruno):
    hall = place()
    room = thing(bruno, "Grande salle", "room", hall)
    what = activity(bruno)
    plan(bruno, what, [TUESDAY, TUESDAY + timedelta(days=7)], place=hall)
    starts = datetime(2027, 6, 15, 8, 0, tzinfo=UTC)
    meeting = Claim(room, starts, starts + timedelta(hours=1), "Réunion")
    take_resource(by=bruno, claim=meeting, at=MONDAY)

    again = again_of(what, date(2027, 6, 15), without_school=False)
    with pytest.raises(Taken, match=r"«.Réunion.»"):
        repeat_series(by=bruno, activity=what, title="Couture", project=None, again=again, at=MONDAY)

    assert Activity.objects.count() == 1


def test_the_public_of_an_event_is_counted_and_never_named(bruno):
    carnival = activity(bruno, "Carnaval", kind="event")
    [made] = plan(bruno, carnival, [MONDAY.date() - timedelta(days=3)])

    count_audience(by=bruno, session=made, audience=340, at=MONDAY)

    kept = Session.objects.get(pk=made.pk)
    assert (kept.audience, kept.closed_at) == (340, MONDAY)  # nothing is left to note

    count_audience(by=bruno, session=made, audience=None, at=MONDAY)

    kept = Session.objects.get(pk=made.pk)
    assert (kept.audience, kept.closed_at) == (None, None)


def test_a_workshop_has_no_public_and_what_is_to_come_is_not_counted_yet(bruno):
    [sewing] = plan(bruno, activity(bruno), [TUESDAY])
    [carnival] = plan(bruno, activity(bruno, "Carnaval", kind="event"), [TUESDAY])

    with pytest.raises(Refused, match="notez leurs présences"):
        count_audience(by=bruno, session=sewing, audience=3, at=MONDAY)
    with pytest.raises(Refused, match="pas encore passée"):
        count_audience(by=bruno, session=carnival, audience=3, at=MONDAY)
