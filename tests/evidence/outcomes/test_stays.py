"""Mariam comes in, leaves, comes back: what stays frozen, what starts again."""

from datetime import UTC, date, datetime

import pytest

from levier.evidence.outcomes.actions import enter, leave, observe
from levier.evidence.outcomes.checks import SituationRefused, StayRefused
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import Episode, Participation
from levier.evidence.outcomes.situation import EntrySituation
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.cast import actor, organisation, person, project

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
SITUATION = EntrySituation(
    gender="W",
    birth_date=date(1990, 5, 3),
    status="unemployed_benefit",
    unemployed_since=date(2024, 1, 10),
    studies="cess",
    nationalities="MA",
    answers={"in_training": "no", "disability": "refused"},
)


def mariam_enters(on: date = date(2025, 2, 3), **named):
    by = named.pop("by", None) or actor()
    who = named.pop("person", None) or person(gender="W", birth_date=date(1990, 5, 3), nationalities="MA")
    there = named.pop("project", None) or project()
    held = enter(by=by, project=there, person=who, on=on, situation=named.pop("situation", SITUATION), at=AT, **named)
    return by, held


def test_the_first_entry_freezes_the_situation_of_that_day():
    _by, held = mariam_enters()

    frozen = {
        name: getattr(held, name)
        for name in ("entry_on", "exit_on", "gender", "age", "category", "unemployed_months", "isced", "third_country")
    }
    assert frozen == {
        "entry_on": date(2025, 2, 3),
        "exit_on": None,
        "gender": "W",
        "age": 34,
        "category": "unemployed",
        "unemployed_months": 12,
        "isced": 3,
        "third_country": "yes",
    }
    assert (held.in_training, held.disability, held.minority) == ("no", "refused", "")
    assert list(held.episodes.values_list("starts_on", "ends_on")) == [(date(2025, 2, 3), None)]


def test_what_changes_in_the_file_later_does_not_touch_the_frozen_situation():
    _by, held = mariam_enters()

    held.person.nationalities = "BE"
    held.person.birth_date = date(1991, 1, 1)
    held.person.save()

    held.refresh_from_db()
    assert (held.third_country, held.age, held.birth_date) == ("yes", 34, date(1990, 5, 3))


def test_one_participation_per_person_and_project_whatever_the_number_of_stays():
    by, held = mariam_enters()
    leave(by=by, participation=held, on=date(2025, 4, 1), reason="dropped", at=AT)

    again = enter(by=by, project=held.project, person=held.person, on=date(2026, 1, 12), at=AT)
    elsewhere = enter(
        by=by, project=project("FSE-2"), person=held.person, on=date(2026, 1, 12), situation=SITUATION, at=AT
    )

    assert again.pk == held.pk
    assert elsewhere.pk != held.pk
    assert Participation.objects.count() == 2


def test_dropping_out_is_an_exit():
    by, held = mariam_enters()

    left = leave(by=by, participation=held, on=date(2025, 4, 1), reason="dropped", at=AT)

    assert (left.exit_on, left.exit_reason) == (date(2025, 4, 1), "dropped")


def test_a_re_entry_keeps_the_entry_empties_the_exit_and_silences_earlier_answers():
    by, held = mariam_enters()
    left = leave(by=by, participation=held, on=date(2025, 4, 1), at=AT)
    told = observe(
        by=by, participation=left, horizon=Horizon.EXIT, observed_on=date(2025, 4, 2), situation="job", at=AT
    )

    back = enter(
        by=by,
        project=held.project,
        person=held.person,
        on=date(2026, 1, 12),
        situation=EntrySituation(gender="W", status="at_home", studies="master"),
        at=AT,
    )

    told.refresh_from_db()
    assert (back.entry_on, back.exit_on, back.exit_reason) == (date(2025, 2, 3), None, "")
    assert (back.category, back.isced, back.age) == ("unemployed", 3, 34)
    assert told.is_current is False


def test_answers_after_the_second_exit_overwrite_those_after_the_first():
    by, held = mariam_enters()
    left = leave(by=by, participation=held, on=date(2025, 4, 1), at=AT)
    observe(by=by, participation=left, horizon=Horizon.EXIT, observed_on=date(2025, 4, 2), situation="job", at=AT)
    back = enter(by=by, project=held.project, person=held.person, on=date(2026, 1, 12), at=AT)
    left = leave(by=by, participation=back, on=date(2026, 3, 31), at=AT)

    observe(
        by=by, participation=left, horizon=Horizon.EXIT, observed_on=date(2026, 4, 10), situation="searching", at=AT
    )

    answers = list(left.observations.order_by("id").values_list("work", "is_current", "days_after"))
    assert answers == [("employed", False, 1), ("searching", True, 10)]


def test_a_stay_noted_late_before_the_first_becomes_the_entry_and_leaves_a_trace():
    by, held = mariam_enters(on=date(2025, 2, 3))
    earlier = EntrySituation(gender="W", birth_date=date(1990, 5, 3), status="at_home", studies="cesi")

    moved = enter(
        by=by,
        project=held.project,
        person=held.person,
        on=date(2024, 3, 4),
        until=date(2024, 6, 28),
        reason="dropped",
        situation=earlier,
        at=AT,
    )

    assert (moved.entry_on, moved.age, moved.category, moved.isced) == (date(2024, 3, 4), 33, "inactive", 2)
    assert moved.exit_on is None
    traces = dict(moved.corrections.values_list("field", "old"))
    assert {name: traces[name] for name in ("entry_on", "studies", "age")} == {
        "entry_on": "2025-02-03",
        "studies": "cess",
        "age": "34",
    }


def test_a_stay_noted_late_between_two_others_changes_neither_entry_nor_answers():
    by, held = mariam_enters(on=date(2024, 2, 5), until=date(2024, 3, 1))
    enter(by=by, project=held.project, person=held.person, on=date(2025, 2, 3), until=date(2025, 4, 1), at=AT)
    held.refresh_from_db()
    told = observe(
        by=by, participation=held, horizon=Horizon.EXIT, observed_on=date(2025, 4, 2), situation="job", at=AT
    )

    between = enter(
        by=by, project=held.project, person=held.person, on=date(2024, 9, 2), until=date(2024, 9, 30), at=AT
    )

    told.refresh_from_db()
    assert (between.entry_on, between.exit_on, told.is_current) == (date(2024, 2, 5), date(2025, 4, 1), True)


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2025, 3, 1), None),
        (date(2025, 2, 3), date(2025, 2, 10)),
        (date(2025, 4, 1), None),
        (date(2024, 12, 1), None),
        (date(2024, 12, 1), date(2025, 2, 3)),
    ],
)
def test_stays_that_share_a_day_are_refused(on, until):
    by, held = mariam_enters(on=date(2025, 2, 3), until=date(2025, 4, 1))

    with pytest.raises(StayRefused):
        enter(by=by, project=held.project, person=held.person, on=on, until=until, at=AT)

    assert Episode.objects.count() == 1


def test_nobody_comes_in_twice_without_having_left():
    by, held = mariam_enters()

    with pytest.raises(StayRefused, match="depuis le 3 février 2025"):
        enter(by=by, project=held.project, person=held.person, on=date(2026, 1, 12), at=AT)


def test_nobody_leaves_before_coming_in_nor_twice_nor_in_advance():
    by, held = mariam_enters()

    with pytest.raises(StayRefused, match="avant l'entrée"):
        leave(by=by, participation=held, on=date(2025, 2, 2), at=AT)
    with pytest.raises(StayRefused, match="à l'avance"):
        leave(by=by, participation=held, on=date(2026, 6, 16), at=AT)
    leave(by=by, participation=held, on=date(2025, 2, 3), at=AT)
    with pytest.raises(StayRefused, match="déjà sortie"):
        leave(by=by, participation=held, on=date(2025, 2, 4), at=AT)


@pytest.mark.parametrize(
    "situation",
    [
        EntrySituation(birth_date=date(2025, 3, 1)),
        EntrySituation(birth_date=date(1880, 3, 1)),
        EntrySituation(status="astronaut"),
        EntrySituation(studies="magic"),
        EntrySituation(gender="Z"),
        EntrySituation(nationalities="BE,ATLANTIS"),
        EntrySituation(answers={"disability": "maybe"}),
        EntrySituation(answers={"shoe_size": "yes"}),
        EntrySituation(status="unemployed_benefit", unemployed_since=date(2025, 2, 4)),
    ],
)
def test_an_entry_situation_that_contradicts_itself_or_the_lists_is_refused(situation):
    with pytest.raises(SituationRefused):
        mariam_enters(situation=situation)

    assert Participation.objects.count() == 0


@pytest.mark.parametrize("on", [date(1925, 2, 3), date(2062, 2, 3)])
def test_an_entry_a_century_away_is_refused(on):
    with pytest.raises(StayRefused):
        mariam_enters(on=on)


def test_length_of_unemployment_is_kept_for_the_unemployed_only():
    _by, held = mariam_enters(
        situation=EntrySituation(status="employee", unemployed_since=date(2024, 1, 1), unemployed_floor=12)
    )

    assert (held.category, held.unemployed_since, held.unemployed_months) == ("employed", None, None)


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        (date(2025, 3, 10), date(2026, 3, 10), 11),
        (date(2025, 3, 10), date(2026, 3, 11), 12),
        (date(2026, 3, 11), date(2026, 3, 11), 0),
        (date(2025, 8, 31), date(2026, 3, 1), 6),
    ],
)
def test_twelve_months_to_the_day_are_not_more_than_twelve(since, on, months):
    _by, held = mariam_enters(on=on, situation=EntrySituation(status="unemployed_benefit", unemployed_since=since))

    assert held.unemployed_months == months


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 6, 1), date(2026, 5, 31), 17),
        (date(2008, 6, 1), date(2026, 6, 1), 18),
    ],
)
def test_age_is_counted_by_birthday_and_29_february_becomes_1_march(born, on, age):
    _by, held = mariam_enters(on=on, situation=EntrySituation(birth_date=born))

    assert held.age == age


@pytest.mark.parametrize(
    ("nationalities", "third_country"),
    [("BE", "no"), ("BE,MA", "no"), ("MA", "yes"), ("BR", "yes"), ("GB", "yes"), ("", "")],
)
def test_one_nationality_of_the_union_is_enough(nationalities, third_country):
    _by, held = mariam_enters(situation=EntrySituation(nationalities=nationalities))

    assert held.third_country == third_country


def test_the_auditor_reads_and_writes_nothing():
    with pytest.raises(Refused):
        mariam_enters(by=actor(Role.AUDITOR))

    assert Participation.objects.count() == 0


def test_a_colleague_of_another_house_cannot_let_mariam_in_or_out():
    _by, held = mariam_enters()
    stranger = actor(at=organisation("ailleurs"))

    with pytest.raises(Refused):
        enter(by=stranger, project=held.project, person=person("Aya"), on=date(2025, 1, 1), situation=SITUATION, at=AT)
    with pytest.raises(Refused):
        leave(by=stranger, participation=held, on=date(2025, 4, 1), at=AT)

    held.refresh_from_db()
    assert held.exit_on is None


def test_each_act_is_in_the_journal_without_a_name():
    by, held = mariam_enters()
    leave(by=by, participation=held, on=date(2025, 4, 1), at=AT)

    lines = list(Line.objects.order_by("number").values_list("verb", "object"))
    assert lines == [
        ("participation.entered", f"outcomes.participation:{held.pk}"),
        ("participation.left", f"outcomes.participation:{held.pk}"),
    ]
