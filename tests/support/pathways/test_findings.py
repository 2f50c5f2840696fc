"""What is found of Mariam has its day, its author, and is never overwritten."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.actions import Answer, end_step, note_findings
from levier.support.pathways.enums import LEVELS, ItemKind, StepState
from levier.support.pathways.models import Finding, Item
from levier.support.pathways.queries import diagnosis_of, lightened
from tests.cast import actor, colleague, organisation, person
from tests.support.pathways.cast import NOW, SPRING, TODAY, accompanied, noted, step_towards

MAY = date(2026, 5, 4)


def holds(by, mariam):
    return {
        state.item.code: state.level
        for theme in diagnosis_of(by, mariam).themes
        for state in theme.states
        if state.level
    }


@pytest.mark.django_db
def test_a_new_state_ends_the_one_before_and_both_stay():
    by, mariam = actor(), person()
    noted(by, mariam, HOU01="strong")

    noted(by, mariam, on=MAY, HOU01="lifted")

    rows = list(Finding.objects.order_by("since").values_list("level", "since", "until"))
    assert rows == [("strong", SPRING, MAY), ("lifted", MAY, None)]
    assert holds(by, mariam) == {"HOU01": "lifted"}


@pytest.mark.django_db
def test_what_did_not_change_is_left_alone():
    by, mariam = actor(), person()
    noted(by, mariam, HOU01="strong", DIG01="light")

    assert noted(by, mariam, on=MAY, HOU01="strong", DIG01="lifted")[0].item.code == "DIG01"
    assert Finding.objects.filter(item__code="HOU01").count() == 1


@pytest.mark.django_db
def test_an_empty_answer_says_that_it_is_to_be_asked_again():
    by, mariam = actor(), person()
    noted(by, mariam, HOU01="strong")

    noted(by, mariam, on=MAY, HOU01="")

    assert holds(by, mariam) == {}
    assert Finding.objects.get().until == MAY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("levels", "on", "sentence"),
    [
        ({"HOU01": "yes"}, MAY, "Cette intensité n'existe pas pour « Sans logement ou sur le point de le perdre »."),
        ({"HOU99": "strong"}, MAY, "« HOU99 » n'est plus dans la liste : rechargez la page."),
        ({"HOU01": "light"}, date(2026, 2, 1), "« Sans logement ou sur le point de le perdre » a été revu le"),
        ({"HOU02": "light"}, date(2026, 6, 16), "Ce jour n'est pas encore là : notez ce qui a été constaté."),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(levels, on, sentence):
    by, mariam = actor(), person()
    noted(by, mariam, HOU01="strong")

    with pytest.raises(Refused) as refusal:
        noted(by, mariam, on=on, **levels)

    assert str(refusal.value).replace("\u202f", " ").replace("\xa0", " ").startswith(sentence)
    assert list(Finding.objects.values_list("level", "until")) == [("strong", None)]


@pytest.mark.django_db
def test_what_is_restricted_is_read_and_written_by_her_own_colleagues_only():
    nadia, mariam = colleague(), person()
    lead = actor(Role.COORDINATION, name="Zoe")
    accompanied(lead, mariam, referent=nadia)
    noted(lead, mariam, FAM04="strong", HOU01="light")
    stranger = actor(name="Ali")

    with pytest.raises(Refused):
        noted(stranger, mariam, on=MAY, FAM04="lifted")

    assert holds(stranger, mariam) == {"HOU01": "light"}
    assert holds(lead, mariam) == {"FAM04": "strong", "HOU01": "light"}
    assert [one.item.code for one in diagnosis_of(stranger, mariam).past] == ["HOU01"]


@pytest.mark.django_db
def test_an_animator_notes_nothing():
    mariam = person()

    with pytest.raises(Refused):
        noted(actor(Role.ANIMATOR), mariam, HOU01="strong")

    assert Finding.objects.count() == 0


@pytest.mark.django_db
def test_another_association_has_its_own_list_and_sees_no_finding():
    mariam = person()
    noted(actor(), mariam, HOU01="strong")
    elsewhere = actor(at=organisation("ailleurs"), name="Eva")

    assert Item.objects.visible_to(elsewhere).count() == Item.objects.visible_to(actor(name="Ali")).count() == 76
    assert diagnosis_of(elsewhere, mariam).past == []


@pytest.mark.django_db
def test_the_radar_compares_the_first_day_with_today():
    by, mariam = actor(), person()
    noted(by, mariam, HOU01="strong", HOU02="light", DIG01="light")
    noted(by, mariam, on=MAY, HOU01="light", DIG01="lifted")

    found = diagnosis_of(by, mariam)

    assert found.weights(SPRING)[0] == 3
    assert found.weights()[0] == 2
    assert (sum(found.weights(SPRING)), sum(found.weights())) == (4, 2)


@pytest.mark.django_db
def test_an_obstacle_lighter_after_the_step_that_answers_it_is_counted():
    by = actor()
    for name, after in (("Mariam", "lifted"), ("Samira", "light"), ("Luc", "strong"), ("Ines", None)):
        somebody = person(name)
        noted(by, somebody, FAM01="strong")
        step = step_towards(by, somebody, "Visiter la crèche", "FAM01")
        end_step(by=by, step=step, state=StepState.DONE, on=MAY, at=NOW)
        if after:
            answers = {"FAM01": Answer(after, "revu")}
            note_findings(by=by, person=somebody, answers=answers, on=TODAY, answered_by=step, at=NOW)

    [share] = lightened(by, since=SPRING, until=TODAY)

    assert (share.label, share.asked, share.better) == ("Garde d'enfant manquante", 3, 2)


class Twin(TestCase):
    """Whatever is answered, in whatever order of days that only grows, the room says what a dictionary would."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["HOU01", "HOU02", "MOB03"]), st.integers(0, 4)), max_size=12))
    def test_the_present_is_the_last_word_and_the_past_has_no_gap(self, words):
        by, mariam = actor(), person()
        said: dict[str, str] = {}
        for place, (code, choice) in enumerate(words):
            levels = ["", *LEVELS[ItemKind.FACT if code == "MOB03" else ItemKind.OBSTACLE]]
            level = str(levels[choice % len(levels)])
            noted(by, mariam, on=date(2026, 3, 1 + place), **{code: level})
            said[code] = level

        assert holds(by, mariam) == {code: level for code, level in said.items() if level}
        for code in said:
            rows = list(Finding.objects.filter(item__code=code).order_by("since", "pk"))
            assert all(one.until is not None for one in rows[:-1])
            assert all(one.until <= other.since for one, other in pairwise(rows))


@pytest.mark.django_db
def test_the_house_itself_may_note_what_another_room_learnt():
    mariam = person()

    [found] = noted(house(organisation().pk), mariam, RIG02="strong")

    assert (found.noted_by, found.level) == (None, "strong")
