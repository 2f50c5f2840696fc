"""A collective lives: members, meetings, tasks; it is handed to others without a person of ours."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from python_calamine import load_workbook

from levier.activity.courses.actions import (
    MemberDraft,
    TaskDraft,
    add_member,
    change_collective,
    end_membership,
    finish_task,
    found_collective,
    hand_over,
    hold_meeting,
)
from levier.activity.courses.handing import moving_file, stays_here
from levier.activity.courses.models import Task
from levier.activity.courses.rules import may_change
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from tests.activity.courses.cast import NOW, TODAY, activity, collective, nadia, partner
from tests.cast import actor, person

pytestmark = pytest.mark.django_db
BOOKING = (TaskDraft("Réserver la salle", "Amina", date(2026, 6, 20)),)


def met(of, decisions="Planter en mars", tasks=BOOKING):
    return hold_meeting(by=nadia(), collective=of, on=TODAY, decisions=decisions, tasks=tasks, at=NOW)


def joined(of, **draft):
    return add_member(by=nadia(), collective=of, draft=MemberDraft(TODAY, **draft), at=NOW)


def test_members_are_people_we_know_or_first_names_from_outside():
    made, mariam = collective(), person()
    joined(made, person=mariam, role="trésorière")
    joined(made, first_name="Lucie", partner=partner())

    assert sorted(str(one) for one in made.members.all()) == ["Lucie", "Mariam Diallo"]
    with pytest.raises(Refused, match="déjà membre"):
        joined(made, person=mariam)
    for nobody in ({}, {"person": mariam, "first_name": "Mariam"}):
        with pytest.raises(Refused, match="Choisissez une personne connue"):
            joined(made, **nobody)


def test_a_member_leaves_after_having_come():
    member = joined(collective(), person=person())

    with pytest.raises(Refused, match="avant l'arrivée"):
        end_membership(by=nadia(), member=member, on=TODAY - timedelta(days=1), at=NOW)
    left = end_membership(by=nadia(), member=member, on=TODAY, at=NOW)

    assert left.left_on == TODAY


def test_only_a_collective_has_the_life_of_one_and_once():
    made = collective()
    for of, words in ((activity(), "Seul un collectif"), (made.activity, "déjà sa page")):
        with pytest.raises(Refused, match=words):
            found_collective(by=nadia(), activity=of, values={}, at=NOW)


def test_a_network_is_a_collective_of_collectives_and_never_in_itself():
    network = collective("Le réseau des potagers")
    one = collective(network=network)

    with pytest.raises(ValidationError, match="dans lui-même"):
        change_collective(by=nadia(), collective=network, values={"network": one}, at=NOW)

    network.refresh_from_db()
    assert (network.network, list(network.collectives.all())) == (None, [one])


def test_a_task_is_done_on_the_first_day_that_it_is():
    made = collective()
    met(made)
    task = Task.objects.get()

    for day in (TODAY, TODAY + timedelta(days=1)):
        finish_task(by=nadia(), task=task, on=day, at=NOW)

    task.refresh_from_db()
    assert (task.what, task.who, task.done_on) == ("Réserver la salle", "Amina", TODAY)


def test_a_meeting_says_something_and_has_taken_place():
    made = collective()
    with pytest.raises(Refused, match="au moins une décision"):
        met(made, "  ", ())
    with pytest.raises(Refused, match="pas encore là"):
        hold_meeting(by=nadia(), collective=made, on=TODAY + timedelta(days=1), decisions="Oui", at=NOW)

    assert made.meetings.count() == 0


def test_what_is_handed_over_is_read_and_not_changed():
    made = collective()
    assert may_change(made)
    with pytest.raises(Refused, match="rôle"):
        hand_over(by=actor(Role.ANIMATOR), collective=made, to=partner(), on=TODAY, at=NOW)
    hand_over(by=nadia(), collective=made, to=partner(), on=TODAY, at=NOW)

    for act in (
        lambda: met(made),
        lambda: joined(made, first_name="Lucie"),
        lambda: hand_over(by=nadia(), collective=made, to=partner(), on=TODAY, at=NOW),
    ):
        with pytest.raises(Refused, match="confié à une autre organisation"):
            act()

    made.refresh_from_db()
    assert not may_change(made)
    assert (made.handed_to, made.handed_on) == (partner(), TODAY)


def test_the_file_that_is_handed_names_no_person_of_ours():
    made = collective(coordinator="Jean")
    joined(made, person=person())
    joined(made, first_name="Lucie", partner=partner())
    met(made)

    book = load_workbook(io.BytesIO(moving_file(made)))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    assert list(sheets) == ["Le collectif", "Décisions", "Actions"]
    assert ["Membre", "Lucie · Centre Bonnevie"] in sheets["Le collectif"]
    assert ["Membres accompagnés par la maison", 1.0] in sheets["Le collectif"]
    assert sheets["Décisions"][1] == [TODAY, "Planter en mars"]
    assert sheets["Actions"][1][:2] == ["Réserver la salle", "Amina"]
    assert "Mariam" not in str(sheets)
    assert stays_here(made) == (1, 0)
