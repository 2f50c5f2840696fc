"""The list is the team's: it changes, and what was found with it does not."""

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.actions import (
    Wording,
    add_item,
    melt_item,
    rename_item,
    restore_item,
    retire_item,
    split_item,
)
from levier.support.pathways.ground import lay_items
from levier.support.pathways.models import Finding, Item, Revision
from levier.support.pathways.queries import diagnosis_of, effect_on
from tests.cast import actor, person
from tests.support.pathways.cast import NOW, TODAY, item, noted, step_towards

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return actor(Role.COORDINATION, name="Zoe")


def states(by, mariam):
    return {one.item.code: one.level for theme in diagnosis_of(by, mariam).themes for one in theme.states if one.level}


def test_a_new_line_comes_last_of_its_theme_under_a_code_of_its_family(lead):
    made = add_item(by=lead, kind="obstacle", theme="housing", wording=Wording("Expulsion annoncée"), at=NOW)

    assert made.code == "HOU07"
    assert Revision.objects.get().number == 1


def test_renaming_keeps_the_code_and_what_was_found(lead):
    mariam = person()
    noted(lead, mariam, HOU03="strong")

    rename_item(by=lead, item=item(lead, "HOU03"), wording=Wording("Logement insalubre", nl="Ongezond"), at=NOW)

    assert str(Finding.objects.get().item) == "Logement insalubre"
    assert Revision.objects.get().before["fr"] == "Logement trop petit, humide ou dangereux"


def test_melting_reads_the_past_under_the_line_that_stays_and_writes_nothing_over(lead):
    mariam = person()
    noted(lead, mariam, HOU02="strong", HOU03="light")

    melt_item(by=lead, item=item(lead, "HOU02"), into=item(lead, "HOU03"), on=TODAY, at=NOW)

    assert states(lead, mariam) == {"HOU03": "strong"}  # of two lines made one, the strongest stands
    assert sorted(Finding.objects.values_list("item__code", "level", "until")) == [
        ("HOU02", "strong", None),
        ("HOU03", "light", None),
    ]


def test_a_new_answer_ends_those_of_the_lines_that_melted(lead):
    mariam = person()
    noted(lead, mariam, HOU02="strong", HOU03="light")
    melt_item(by=lead, item=item(lead, "HOU02"), into=item(lead, "HOU03"), on=TODAY, at=NOW)

    noted(lead, mariam, on=TODAY, HOU03="lifted")

    assert states(lead, mariam) == {"HOU03": "lifted"}
    assert Finding.objects.filter(until=None).count() == 1


@pytest.mark.parametrize("other", ["HOU02", "HOU05", "FAM04"])
def test_lines_that_are_not_alike_do_not_melt(lead, other):
    with pytest.raises(Refused):
        melt_item(by=lead, item=item(lead, "HOU02"), into=item(lead, other), on=TODAY, at=NOW)

    assert item(lead, "HOU02").is_in_use


def test_splitting_leaves_old_answers_to_be_said_more_precisely(lead):
    mariam = person()
    noted(lead, mariam, HOU03="strong")
    parts = [Wording("Logement trop petit"), Wording("Logement humide"), Wording("Logement dangereux")]

    made = split_item(by=lead, item=item(lead, "HOU03"), parts=parts, on=TODAY, at=NOW)

    assert [(one.code, one.split_from.code) for one in made] == [(f"HOU0{n}", "HOU03") for n in (7, 8, 9)]
    assert states(lead, mariam) == {"HOU03": "strong"}
    with pytest.raises(Refused):
        noted(lead, mariam, on=TODAY, HOU03="light")


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_line_is_split_in_two_to_six(lead, count):
    parts = [Wording(f"Part {n}") for n in range(count)]

    with pytest.raises(Refused):
        split_item(by=lead, item=item(lead, "HOU03"), parts=parts, on=TODAY, at=NOW)

    assert item(lead, "HOU03").is_in_use


def test_what_is_retired_is_answered_no_more_and_may_come_back(lead):
    retire_item(by=lead, item=item(lead, "HOU03"), on=TODAY, at=NOW)
    with pytest.raises(Refused):
        noted(lead, person(), on=TODAY, HOU03="light")

    restore_item(by=lead, item=item(lead, "HOU03"), at=NOW)

    assert item(lead, "HOU03").is_in_use
    assert list(Revision.objects.order_by("number").values_list("kind", flat=True)) == ["retired", "restored"]


def test_a_counsellor_reads_the_list_and_does_not_change_it():
    nadia = actor()

    with pytest.raises(Refused):
        retire_item(by=nadia, item=item(nadia, "HOU03"), on=TODAY, at=NOW)

    assert item(nadia, "HOU03").is_in_use


def test_one_sees_the_effect_before_one_changes_a_line(lead):
    for name in ("Mariam", "Samira"):
        noted(lead, person(name), FAM01="strong")
    step_towards(lead, person("Luc"), "Visiter la crèche", "FAM01")

    effect = effect_on(lead, item(lead, "FAM01"))

    assert (effect.people, effect.answers, effect.steps) == (2, 2, 1)


def test_an_upgrade_adds_what_is_missing_and_leaves_what_the_team_made(lead):
    retire_item(by=lead, item=item(lead, "HOU03"), on=TODAY, at=NOW)
    Item.objects.filter(code="LIN05").delete()

    lay_items(by=lead, at=NOW)

    assert Item.objects.visible_to(lead).count() == 76
    assert not item(lead, "HOU03").is_in_use
