"""Hours held against the label, stations and their state, things lent and their log."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from levier.activity.epn.actions import (
    add_equipment,
    add_hours,
    add_minimum,
    add_space,
    add_station,
    change_minimum,
    lend,
    note_upkeep,
    take_back,
    withdraw_hours,
)
from levier.activity.epn.enums import StationState
from levier.activity.epn.models import Equipment, LabelMinimum, Loan, OpeningHours, UpkeepNote
from levier.activity.epn.panels import due
from levier.activity.epn.queries import board_of, is_open_now, measured_against_label
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from tests.activity.epn.cast import NOW, TODAY, space, station, tarek, visit
from tests.cast import actor, organisation, person

pytestmark = pytest.mark.django_db


def held_against(made, on=TODAY):
    found = measured_against_label(tarek(), made.hours.all(), on)
    return [(one.kind.value, one.minutes, one.asked, one.is_met, one.lacking, one.is_confirmed) for one in found]


def test_a_new_association_is_held_against_minima_that_are_to_be_checked():
    made = space()
    LabelMinimum.objects.filter(organisation=organisation()).update(starts_on=date(2026, 1, 1))

    assert held_against(made) == [
        ("free", 180, 480, False, 300, False),
        ("accompanied", 0, 240, False, 240, False),
        ("training", 0, 120, False, 120, False),
    ]


def test_a_minimum_holds_from_its_day_on():
    made, by = space(), tarek()
    LabelMinimum.objects.all().delete()
    values = {"kind": "free", "minutes": 120, "starts_on": date(2026, 1, 1), "source": "", "is_confirmed": False}
    first = add_minimum(by=by, values=values, at=NOW)
    add_minimum(by=by, values=values | {"minutes": 200, "starts_on": date(2026, 7, 1)}, at=NOW)
    change_minimum(by=by, minimum=first, values=values | {"is_confirmed": True, "source": "Charte"}, at=NOW)

    def summed(on):
        return [(one.asked, one.is_met, one.is_confirmed) for one in measured_against_label(by, made.hours.all(), on)]

    assert summed(date(2025, 12, 31)) == []
    assert summed(date(2026, 6, 30)) == [(120, True, True)]
    assert summed(date(2026, 7, 1)) == [(200, False, False)]


def test_one_is_not_open_twice_at_the_same_hour():
    made, by = space(), tarek()

    with pytest.raises(Refused, match="déjà ouvert"):
        add_hours(by=by, space=made, weekday=0, starts=time(11), ends=time(13), kind="training", at=NOW)
    with pytest.raises(ValidationError, match="avant l'ouverture"):
        add_hours(by=by, space=made, weekday=1, starts=time(13), ends=time(11), kind="training", at=NOW)
    add_hours(by=by, space=made, weekday=0, starts=time(12), ends=time(13), kind="training", at=NOW)
    assert OpeningHours.objects.count() == 2


def test_the_space_knows_whether_it_is_open_now_and_hours_can_be_taken_away():
    made = space()

    assert str(is_open_now(made.hours.all(), NOW)) == "lundi 09:00-12:00"
    assert is_open_now(made.hours.all(), NOW + timedelta(hours=2)) is None  # it closes at noon
    withdraw_hours(by=tarek(), hours=made.hours.get(), at=NOW)
    assert made.hours.count() == 0


def test_a_station_is_free_in_use_or_out_of_service():
    made = space(stations=3)
    visit(made)
    note_upkeep(by=tarek(), station=station(made, 3), kind="fault", text="Écran noir", at=NOW)

    states = [state for _one, state in board_of(tarek(), made, NOW).stations]

    assert states == [StationState.IN_USE, StationState.FREE, StationState.OUT]


def test_a_repair_brings_a_station_back_and_care_changes_nothing():
    made, by = space(), tarek()
    for kind in ("fault", "care", "repair"):
        note_upkeep(by=by, station=station(made), kind=kind, text="Écran", at=NOW)
        note_upkeep(by=by, station=station(made, 2), kind="care", text="Mise à jour", at=NOW)

    assert station(made).out_since is None
    assert list(UpkeepNote.objects.filter(station=station(made)).values_list("kind", flat=True)) == [
        "repair",
        "care",
        "fault",
    ]


def test_a_broken_station_is_not_given_to_anybody():
    made = space(stations=1)
    note_upkeep(by=tarek(), station=station(made), kind="fault", text="Écran noir", at=NOW)

    assert visit(made).is_waiting


def thing(made, number="PC-1"):
    values = {"name": "Ordinateur portable", "inventory": number, "space": made}
    return add_equipment(by=tarek(), values=values, at=NOW)


def test_a_laptop_is_lent_and_comes_back():
    laptop, mariam, by = thing(space()), person(), tarek()

    loan = lend(by=by, person=mariam, equipment=laptop, due_on=date(2026, 6, 29), at=NOW)
    with pytest.raises(ValidationError, match="déjà prêté"):
        lend(by=by, person=person("Idris", "Ba"), equipment=laptop, due_on=date(2026, 6, 29), at=NOW)
    take_back(by=by, loan=loan, on=TODAY, remark="Chargeur manquant", at=NOW)

    assert list(Loan.objects.values_list("returned_on", "remark")) == [(TODAY, "Chargeur manquant")]


def test_a_broken_thing_is_not_lent_and_a_return_does_not_come_before_the_loan():
    laptop, mariam, by = thing(space()), person(), tarek()
    loan = lend(by=by, person=mariam, equipment=laptop, due_on=date(2026, 6, 29), at=NOW)

    with pytest.raises(Refused, match="avant le prêt"):
        take_back(by=by, loan=loan, on=TODAY - timedelta(days=1), at=NOW)
    take_back(by=by, loan=loan, on=TODAY, at=NOW)
    note_upkeep(by=by, equipment=laptop, kind="fault", text="Clavier", at=NOW)
    with pytest.raises(Refused, match="hors service"):
        lend(by=by, person=mariam, equipment=Equipment.objects.get(), due_on=date(2026, 6, 29), at=NOW)


def test_a_loan_that_is_late_comes_into_my_day_of_who_runs_the_space():
    laptop, mariam, by = thing(space()), person(), tarek()
    lend(by=by, person=mariam, equipment=laptop, due_on=date(2026, 6, 20), at=NOW)

    def told(today):
        found = due(by, today, today + timedelta(days=2))
        return [(str(one.title), one.is_late) for one in found]

    assert told(TODAY) == []
    assert told(date(2026, 6, 19)) == [("Ordinateur portable (PC-1), Mariam Diallo", False)]
    assert told(date(2026, 6, 21)) == [("Ordinateur portable (PC-1), Mariam Diallo", True)]
    assert due(actor(Role.COUNSELLOR), date(2026, 6, 21), date(2026, 6, 30)) == []


def test_reception_runs_the_space_and_settles_nothing():
    by = actor(Role.RECEPTION, name="Rosa")
    made = space()

    with pytest.raises(Refused):
        add_space(by=by, values={"name": "Autre"}, at=NOW)
    with pytest.raises(Refused):
        add_station(by=by, space=made, number=9, at=NOW)
    note_upkeep(by=by, station=station(made), kind="care", text="Nettoyé", at=NOW)
    assert UpkeepNote.objects.count() == 1


def test_what_another_association_has_is_not_found():
    theirs = space(at=organisation("ailleurs"))

    with pytest.raises(Refused, match="n'existe pas"):
        add_station(by=tarek(), space=theirs, number=9, at=NOW)
