"""Somebody comes in, waits, sits, stays, leaves; cards, passes, rules, prints, and what is only counted."""

from datetime import timedelta

import pytest

from levier.activity.epn.actions import (
    Arrival,
    accept_rules,
    ask_help,
    begin_visit,
    count_crowd,
    end_visit,
    extend_visit,
    give_card,
    note_prints,
    print_passes,
    seat_visit,
)
from levier.activity.epn.models import DayCount, GuestPass, RulesAcceptance, Visit, VisitCard
from levier.activity.epn.queries import board_of, counts_of, free_pages_left, without_rules
from levier.activity.epn.rules import may_extend
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from tests.activity.epn.cast import NOW, TODAY, space, station, tarek, visit
from tests.cast import actor, organisation, person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_who_comes_in_gets_the_first_free_station_and_the_next_ones_wait():
    made = space(stations=2)

    got = [visit(made) for _ in range(3)]

    assert [(one.ticket, one.station and one.station.number, one.is_waiting) for one in got] == [
        (1, 1, False),
        (2, 2, False),
        (3, None, True),
    ]
    assert got[0].until == NOW + HOUR
    assert got[0].kind == "free"


def test_tickets_begin_again_each_day():
    made = space()
    end_visit(by=tarek(), visit=visit(made), at=NOW)

    assert visit(made, when=NOW + timedelta(days=1)).ticket == 1


def test_outside_its_hours_a_visit_has_no_kind_of_opening():
    assert visit(space(), when=NOW + 5 * HOUR).kind == ""


def test_who_only_asks_something_sits_nowhere_and_does_not_wait():
    got = visit(space(), purpose="ask", needs_none=True)

    assert (got.station, got.is_waiting, got.until) == (None, False, None)


def test_a_station_that_is_taken_is_refused():
    made = space()
    visit(made, station=station(made, 2))

    with pytest.raises(Refused, match="occupé"):
        visit(made, station=station(made, 2))


def test_nobody_is_in_twice():
    made, mariam = space(), person()
    visit(made, mariam)

    with pytest.raises(Refused, match=r"déjà là, avec le n° 1"):
        visit(made, mariam)


def test_a_first_name_makes_a_visitor_and_no_file_with_a_name():
    got = visit(space(), called="Samira")

    assert (got.person.first_name, got.person.last_name, got.person.level) == ("Samira", "", "anonymous")


def test_the_expected_wait_follows_the_places_that_come_free():
    made, by = space(stations=2), tarek()
    visit(made)
    visit(made, when=NOW + HOUR / 2)
    for minutes in (31, 32, 33):
        visit(made, when=NOW + timedelta(minutes=minutes))

    waiting = board_of(by, made, NOW + timedelta(minutes=40)).waiting

    assert [(one.ticket, wait) for one, wait in waiting] == [(3, 20), (4, 50), (5, 80)]


def test_time_is_lengthened_while_nobody_waits():
    made, by = space(stations=1), tarek()
    first = visit(made)

    longer = extend_visit(by=by, visit=first, at=NOW + HOUR / 2)
    assert longer.until == NOW + 2 * HOUR
    assert may_extend(longer, waiting=0)
    visit(made)
    with pytest.raises(Refused, match="Quelqu'un attend"):
        extend_visit(by=by, visit=first, at=NOW + HOUR)


def test_the_next_one_is_called_when_a_place_is_free():
    made, by = space(stations=1), tarek()
    first, second = visit(made), visit(made)
    with pytest.raises(Refused, match="Aucun poste"):
        seat_visit(by=by, visit=second, at=NOW)

    end_visit(by=by, visit=first, at=NOW + HOUR / 2)
    called = seat_visit(by=by, visit=second, at=NOW + HOUR / 2)

    assert (called.station.number, called.until) == (1, NOW + 1.5 * HOUR)
    with pytest.raises(Refused, match="n'attend plus"):
        seat_visit(by=by, visit=called, at=NOW + HOUR)


def test_a_visit_forgotten_in_the_evening_ends_when_its_time_was_over():
    made, by = space(), tarek()
    forgotten = visit(made)

    ended = end_visit(by=by, visit=forgotten, at=NOW + timedelta(days=2))

    assert ended.ended_at == NOW + HOUR
    with pytest.raises(Refused, match="déjà terminée"):
        end_visit(by=by, visit=ended, at=NOW + timedelta(days=2))


def test_help_is_asked_once_from_the_station_and_by_nobody_at_an_empty_one():
    made = space()
    sat = visit(made)
    by = house(made.organisation_id)

    ask_help(by=by, station=station(made), at=NOW)
    ask_help(by=by, station=station(made), at=NOW + HOUR)

    assert Visit.objects.get(pk=sat.pk).help_asked_at == NOW
    assert ask_help(by=by, station=station(made, 2), at=NOW) is None
    assert Line.objects.filter(verb="epn.help_asked").count() == 1


def test_pages_are_free_up_to_a_number_for_each_visit():
    made, by = space(), tarek()
    sat = visit(made, person())

    note_prints(by=by, visit=sat, pages=4, at=NOW)
    sat.refresh_from_db()
    assert free_pages_left(by, sat) == 6
    note_prints(by=by, visit=sat, pages=20, at=NOW)
    sat.refresh_from_db()
    assert (sat.prints, free_pages_left(by, sat)) == (24, 0)
    with pytest.raises(Refused, match="de 1 à 500"):
        note_prints(by=by, visit=sat, pages=0, at=NOW)


def test_or_for_each_person_and_month():
    made, mariam, by = space(prints_per="person"), person(), tarek()
    first = visit(made, mariam)
    note_prints(by=by, visit=first, pages=7, at=NOW)
    end_visit(by=by, visit=first, at=NOW)

    assert free_pages_left(by, visit(made, mariam, when=NOW + timedelta(days=3))) == 3
    assert free_pages_left(by, visit(made, person("Idris", "Ba"))) == 10


def test_rules_are_accepted_once():
    made, mariam, by = space(), person(), tarek()
    sat = visit(made, mariam)

    assert without_rules(by, [sat]) == {mariam.pk}
    accept_rules(by=by, person=mariam, at=NOW)
    accept_rules(by=by, person=mariam, at=NOW + HOUR)

    assert without_rules(by, [sat]) == set()
    assert list(RulesAcceptance.objects.values_list("accepted_at", flat=True)) == [NOW]


def test_a_new_card_ends_the_one_that_is_lost():
    mariam, by = person(), tarek()

    lost, card = give_card(by=by, person=mariam, at=NOW), give_card(by=by, person=mariam, at=NOW + timedelta(days=1))

    assert list(VisitCard.objects.filter(ended_on=None).values_list("code", flat=True)) == [card.code]
    assert VisitCard.objects.get(pk=lost.pk).ended_on == TODAY + timedelta(days=1)


def test_a_pass_serves_once_and_in_time():
    made, by = space(), tarek()
    one, other = print_passes(by=by, space=made, count=2, expires_on=TODAY, at=NOW)

    used = visit(made, guest=one)

    assert GuestPass.objects.get(pk=one.pk).visit == used
    with pytest.raises(Refused, match="déjà servi"):
        visit(made, guest=one)
    with pytest.raises(Refused, match="déjà servi, ou sa date"):
        visit(made, guest=other, when=NOW + timedelta(days=1))
    with pytest.raises(Refused, match="déjà passée"):
        print_passes(by=by, space=made, count=1, expires_on=TODAY - timedelta(days=1), at=NOW)
    with pytest.raises(Refused, match="de 1 à 60"):
        print_passes(by=by, space=made, count=61, expires_on=TODAY, at=NOW)


def test_a_crowd_is_counted_by_day_and_kind_and_nothing_else():
    made, by = space(), tarek()

    for kind in ("passed", "passed", "wifi"):
        count_crowd(by=by, space=made, kind=kind, at=NOW)

    assert counts_of(by, made, TODAY) == {"passed": 2, "wifi": 1}
    assert DayCount.objects.filter(organisation=organisation()).count() == 2
    with pytest.raises(Refused, match="Choisissez"):
        count_crowd(by=by, space=made, kind="women", at=NOW)


def test_a_counsellor_does_not_run_the_space():
    made = space()

    with pytest.raises(Refused):
        begin_visit(by=actor(Role.COUNSELLOR), space=made, arrival=Arrival("computer"), at=NOW)
    assert Visit.objects.count() == 0


def test_a_visit_nobody_ended_yesterday_holds_no_station_today():
    made, mariam = space(stations=1), person()
    forgotten = visit(made, mariam)
    tomorrow = NOW + timedelta(days=1)

    today = visit(made, mariam, when=tomorrow)

    assert Visit.objects.get(pk=forgotten.pk).ended_at == NOW + HOUR
    assert today.station == station(made)
    assert [one.pk for one in board_of(tarek(), made, tomorrow).seated] == [today.pk]
