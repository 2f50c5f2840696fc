"""Figures of a period: each table sums to what it is about, nothing is crossed that was not asked, small ones hide."""

from datetime import date, timedelta

import pytest

from levier.activity.epn.actions import count_crowd, end_visit
from levier.activity.epn.figures import Line, Table, figures_of, for_outside
from levier.foundation.kit.calendar import Period
from tests.activity.epn.cast import NOW, TODAY, helped, measured, space, tarek, topic, visit
from tests.cast import organisation, person

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def table(key, period=YEAR):
    found = next(one for one in figures_of(tarek(), period) if one.key == key)
    return {line.label: line.values for line in found.lines if any(line.values)}, found.total


def several_visits():
    """Mariam twice, Idris once, two people without a name; all at the station for an hour, but the last who asks."""
    made, by = space(stations=5), tarek()
    mariam, idris = person(gender="W", birth_date=date(1990, 5, 4)), person("Idris", "Ba", birth_year=2008)
    for who, when in ((mariam, NOW), (mariam, NOW + timedelta(days=1)), (idris, NOW), (None, NOW)):
        end_visit(by=by, visit=visit(made, who, when=when), at=when + timedelta(hours=1))
    visit(made, purpose="ask", needs_none=True, when=NOW + timedelta(hours=5))
    return made, mariam


def test_visits_and_hours_by_purpose_and_by_kind_of_opening():
    several_visits()

    assert table("pourquoi") == ({"utiliser un ordinateur": [4, 4], "poser une question": [1, 0]}, [5, 4])
    assert table("ouverture") == ({"accès libre": [3, 3], "en dehors des heures": [2, 1]}, [5, 4])


def test_every_table_of_the_same_visits_adds_up_to_the_same_hours():
    """Three visits of forty minutes are two hours, whether for two purposes or for one kind of opening."""
    made, by = space(stations=5), tarek()
    for purpose in ("computer", "computer", "ask"):
        end_visit(by=by, visit=visit(made, purpose=purpose), at=NOW + timedelta(minutes=40))

    assert table("pourquoi") == ({"utiliser un ordinateur": [2, 1], "poser une question": [1, 1]}, [3, 2])
    assert table("ouverture") == ({"accès libre": [3, 2]}, [3, 2])


def test_people_by_gender_and_age_with_a_row_for_what_is_not_known():
    several_visits()

    assert table("genre") == (
        {"Femme": [1, 2], "Non précisé": [1, 1], "Visites sans personne connue": [0, 2]},
        [2, 5],
    )
    assert table("age") == (
        {"18 à 29 ans": [1, 1], "30 à 54 ans": [1, 2], "Visites sans personne connue": [0, 2]},
        [2, 5],
    )


def test_only_the_days_of_the_period_count_its_ends_included():
    several_visits()

    assert table("pourquoi", Period(TODAY, TODAY))[1] == [4, 3]
    assert table("pourquoi", Period(TODAY + timedelta(days=2), TODAY + timedelta(days=9)))[1] == [0, 0]


def test_help_by_topic_and_what_it_changed():
    made, _mariam = several_visits()
    helped(made, before=1, after=2, minutes=20)
    helped(made, before=2, after=2, minutes=10)
    helped(made, topic=topic("ebox"), before=1, after=3, minutes=5)

    assert table("aide") == ({"itsme": [2, 30, 1], "eBox": [1, 5, 1]}, [3, 35, 2])
    assert table("autonomie") == (
        {"Avec quelqu'un à côté": [2, 0], "En partie": [1, 2], "Sans aide": [0, 1]},
        [3, 3],
    )


def test_counters_stand_apart_and_are_in_no_other_table():
    made, _mariam = several_visits()
    for _ in range(3):
        count_crowd(by=tarek(), space=made, kind="passed", at=NOW)

    assert table("passages") == ({"Est passé sans s'inscrire": [3]}, [3])
    assert table("pourquoi")[1] == [5, 4]


def test_skill_measured_again_is_progress_or_not():
    mariam, idris, samira = person(), person("Idris", "Ba"), person("Samira", "Amrani")
    measured(mariam, {"g01": 0}, on=date(2026, 1, 5))
    measured(mariam, {"g01": 2}, on=date(2026, 6, 5))
    measured(idris, {"g01": 2, "g08": 1}, on=date(2026, 1, 5))
    measured(idris, {"g01": 1, "g05": 3}, on=date(2026, 6, 5))
    measured(samira, {"g01": 1})

    assert table("competences") == ({"Mesurées une seule fois": [1], "En progrès": [1], "En recul": [1]}, [3])


def test_outside_small_figures_are_hidden_with_what_would_give_them_away():
    found = Table("a", "A", "", ["n"], [Line("x", [3]), Line("y", [9]), Line("z", [20]), Line("w", [0])], [32])

    shown = for_outside(found)

    assert ([line.values for line in shown.lines], shown.total) == ([[None], [None], [20], [0]], [32])


def test_another_association_counts_its_own():
    visit(space(at=organisation("ailleurs")))

    assert table("pourquoi") == ({}, [0, 0])
