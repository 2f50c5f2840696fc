"""One box finds Mariam, a project, a partner; however they are typed, and only in one's own house."""

from datetime import date, time

import pytest
import time_machine

from levier.activity.activities.actions import change_activity, create_activity, plan_sessions
from levier.activity.activities.models import Activity
from levier.doors.desk.searching import find
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.texts import fold
from levier.register.partners.actions import create_partner
from levier.register.partners.models import Place
from levier.register.people.actions import Identity, create_person
from tests.cast import NOON, actor, organisation, project
from tests.guards import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture
def samira():
    by = actor(Role.DIRECTION, name="Samira")
    identity = Identity("Mariam", "Diallo", date(1990, 5, 12), commune="Forest", phones=("+32470123456",))
    create_person(by=by, identity=identity, at=NOON)
    create_person(by=by, identity=Identity("Éloïse", "Van den Bossche"), at=NOON)
    create_partner(by=by, values={"name": "École du Midi", "kind": "school"}, at=NOON)
    project("FSE-1", title="Vers l'emploi", search=fold("FSE-1 Vers l'emploi"))
    return by


def found(by, typed: str) -> list[str]:
    return [hit["title"] for group in find(by, fold(typed)).groups for hit in group["hits"]]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("mariam", ["Mariam Diallo"]),
        ("DIALLO Mar", ["Mariam Diallo"]),
        ("eloise", ["Éloïse Van den Bossche"]),
        ("bossche van", ["Éloïse Van den Bossche"]),
        ("0470 12 34 56", ["Mariam Diallo"]),
        ("+32 470 12 34 56", ["Mariam Diallo"]),
        ("3456", ["Mariam Diallo"]),
        ("12/05/1990", ["Mariam Diallo"]),
        ("ecole midi", ["École du Midi"]),
        ("fse-1", ["Vers l'emploi"]),
        ("emploi", ["Vers l'emploi"]),
    ],
)
def test_it_is_found_as_it_is_typed(samira, typed, titles):
    assert found(samira, typed) == titles


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dialo", "diallo"),
        ("mariem diallo", "mariam diallo"),
        ("idallo", "diallo"),
        ("eloize", "eloise"),
        ("ecole midy", "ecole midi"),
        ("emplois", "emploi"),
    ],
)
def test_a_typing_error_is_understood_and_said(samira, typed, meant):
    result = find(samira, fold(typed))

    assert (result.meant, bool(result.groups)) == (meant, True)


@pytest.fixture
def workshops(samira):
    hall = Place.objects.create(organisation_id=samira.organisation_id, name="Grande salle")
    for number in (1, 12):
        values = {"title": f"Numérique débutant {number}", "kind": "workshop", "starts_on": date(2026, 6, number)}
        activity = create_activity(by=samira, values=values, at=NOON)
        day = [date(2026, 6, 14 + number)]
        plan_sessions(by=samira, activity=activity, days=day, starts=time(9), ends=time(12), place=hall, at=NOON)
    return samira


FIRST, TWELFTH = "Numérique débutant 1", "Numérique débutant 12"


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("numerique", [FIRST, FIRST, TWELFTH, TWELFTH]),
        ("12", [TWELFTH, TWELFTH]),
        ("debutant 12", [TWELFTH, TWELFTH]),
        ("debutant 1", [FIRST, FIRST, TWELFTH, TWELFTH]),
        ("debutant 2", []),
        ("0400 12", []),
        ("debutant 99", []),
        ("grande salle", [FIRST, TWELFTH]),
        ("salle debutant 12", [TWELFTH]),
        ("15/06/2026", [FIRST]),
        ("15/06/2026 salle", [FIRST]),
        ("26/06/2026 numerique", [TWELFTH]),
        ("15/06/2026 atelier 12", []),
        ("mariam numerique", []),
    ],
)
def test_workshops_and_their_sessions_are_found_by_words_numbers_places_and_days(workshops, typed, titles):
    assert sorted(found(workshops, typed)) == titles


def test_a_workshop_is_found_by_a_mistyped_word_under_its_new_title_too(workshops):
    activity = Activity.objects.get(title=FIRST)
    change_activity(by=workshops, activity=activity, values={"title": "Potager"}, at=NOON)

    assert [find(workshops, typed).meant for typed in ("numerrique", "potajer")] == ["numerique", "potager"]
    assert found(workshops, "potajer") == ["Potager", "Potager"]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("numerrique 12", [TWELFTH, TWELFTH]),
        ("salle debutamt 12", [TWELFTH]),
        ("15/06/2026 numerrique", [FIRST]),
    ],
)
def test_a_mistyped_word_of_a_workshop_finds_its_sessions_too(workshops, typed, titles):
    assert sorted(found(workshops, typed)) == titles


def test_sessions_of_next_year_do_not_hide_those_of_this_week(workshops):
    far = [date(2027, 3, day) for day in range(1, 15)]
    activity = Activity.objects.get(title=FIRST)
    plan_sessions(by=workshops, activity=activity, days=far, starts=time(9), ends=time(12), at=NOON)

    with time_machine.travel("2026-06-20 10:00Z", tick=False):
        assert sorted(found(workshops, "debutant 1")) == [FIRST, FIRST, TWELFTH, TWELFTH]
        assert found(workshops, "grande salle") == [FIRST, TWELFTH]
        assert found(workshops, "01/03/2027") == [FIRST]


def test_a_mistyped_word_is_looked_for_where_it_is_known(workshops):
    identity = Identity("Mariam", "Numerico")
    create_person(by=workshops, identity=identity, at=NOON)

    assert found(workshops, "numerixo") == ["Mariam Numerico"]
    assert sorted(found(workshops, "numeriqeu")) == [FIRST, FIRST, TWELFTH, TWELFTH]


def test_a_hit_says_its_kind_or_its_day_and_place(workshops):
    hits = [hit["detail"] for group in find(workshops, "numerique 12").groups for hit in group["hits"]]

    assert hits == ["atelier", "26/06/2026 Grande salle"]


def test_another_house_s_workshop_is_not_found(workshops):
    by = actor(Role.DIRECTION, at=organisation("ailleurs"), name="Aziz")

    assert [found(by, typed) for typed in ("numerique", "12", "grande salle", "15/06/2026", "numerrique")] == [[]] * 5


def test_nothing_is_found_of_what_nobody_knows(samira):
    assert find(samira, "xyzzy").groups == []


def test_one_query_finds_and_three_put_an_error_right(samira):
    with exactly(1):
        find(samira, "diallo")
    with exactly(3):
        find(samira, "dialo")


def test_a_stranger_is_not_found_by_name_error_or_number(samira):
    elsewhere = organisation("ailleurs")
    by = actor(Role.DIRECTION, at=elsewhere, name="Aziz")
    identity = Identity("Zinedine", "Quaresma", phones=("+32499887766",))
    create_person(by=by, identity=identity, at=NOON)

    assert [found(samira, typed) for typed in ("zinedine", "quaresna", "99887766")] == [[], [], []]
    assert found(by, "quaresna") == ["Zinedine Quaresma"]


def test_who_may_not_meet_people_finds_projects_only(samira):
    auditor = actor(Role.AUDITOR, name="Aude")

    assert (found(auditor, "diallo"), found(auditor, "fse")) == ([], ["Vers l'emploi"])
