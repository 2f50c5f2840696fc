"""An error of Mariam's frozen entry is put right with its reason; nothing else moves."""

from datetime import UTC, date, datetime

import pytest

from levier.evidence.outcomes.actions import enter, leave, observe
from levier.evidence.outcomes.checks import SituationRefused, StayRefused
from levier.evidence.outcomes.corrections import correct_entry, correct_stay, withdraw_stay
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import EntryCorrection, Episode
from levier.evidence.outcomes.situation import EntrySituation
from levier.foundation.accounts.enums import Role
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
    answers={"in_training": "no"},
)


def mariam(until: date | None = None, situation: EntrySituation = SITUATION):
    by = actor(Role.PROJECT_OFFICER)
    held = enter(
        by=by, project=project(), person=person(), on=date(2025, 2, 3), until=until, situation=situation, at=AT
    )
    return by, held


def test_a_correction_keeps_author_moment_old_new_and_reason_and_derived_columns_follow():
    by, held = mariam()

    correct_entry(by=by, participation=held, changes={"studies": "cesi"}, reason="diplôme relu", at=AT)

    held.refresh_from_db()
    assert (held.studies, held.isced) == ("cesi", 2)
    kept = list(
        EntryCorrection.objects.order_by("id").values_list("field", "old", "new", "reason", "made_by_id", "made_at")
    )
    assert kept == [
        ("studies", "cess", "cesi", "diplôme relu", by.user_id, AT),
        ("isced", "3", "2", "diplôme relu", by.user_id, AT),
        ("isced_recognised", "3", "2", "diplôme relu", by.user_id, AT),
    ]


@pytest.mark.parametrize(
    ("changes", "column", "value"),
    [
        ({"birth_date": date(2000, 2, 3)}, "age", 25),
        ({"nationalities": "BE,MA"}, "third_country", "no"),
        ({"status": "student"}, "category", "inactive"),
        ({"status": "student"}, "unemployed_months", None),
        ({"unemployed_since": date(2024, 2, 3)}, "unemployed_months", 11),
        ({"unemployed_since": None, "unemployed_floor": 24}, "unemployed_months", 24),
        ({"disability": "refused"}, "disability", "refused"),
        ({"gender": "N"}, "gender", "N"),
    ],
)
def test_each_item_of_the_entry_can_be_put_right(changes, column, value):
    by, held = mariam()

    correct_entry(by=by, participation=held, changes=changes, reason="erreur de frappe", at=AT)

    held.refresh_from_db()
    assert getattr(held, column) == value


def test_a_length_said_in_words_survives_another_correction():
    by, held = mariam(situation=EntrySituation(status="unemployed_benefit", unemployed_floor=12))

    correct_entry(by=by, participation=held, changes={"studies": "ceb"}, reason="oubli", at=AT)

    held.refresh_from_db()
    assert (held.unemployed_since, held.unemployed_months, held.isced) == (None, 12, 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"studies": "cesi"}, "  "),
        ({"studies": "cess"}, "rien ne change"),
        ({"entry_on": date(2024, 1, 1)}, "pas ici"),
        ({"age": 12}, "pas ici"),
        ({"studies": "magic"}, "code inconnu"),
        ({"birth_date": date(2025, 1, 1)}, "trop jeune"),
    ],
)
def test_a_correction_without_reason_effect_or_sense_is_refused(changes, reason):
    by, held = mariam()

    with pytest.raises(SituationRefused):
        correct_entry(by=by, participation=held, changes=changes, reason=reason, at=AT)

    held.refresh_from_db()
    assert (held.isced, held.age, EntryCorrection.objects.count()) == (3, 34, 0)


def test_a_counsellor_notes_entries_and_does_not_rewrite_them():
    _by, held = mariam()

    for other in (actor(Role.COUNSELLOR), actor(Role.PROJECT_OFFICER, at=organisation("ailleurs"))):
        with pytest.raises(Refused):
            correct_entry(by=other, participation=held, changes={"studies": "cesi"}, reason="x", at=AT)


def test_the_first_day_put_right_moves_age_and_length_of_unemployment():
    by, held = mariam(until=date(2025, 4, 1))

    moved = correct_stay(
        by=by,
        stay=held.episodes.get(),
        starts_on=date(2024, 5, 3),
        ends_on=date(2025, 4, 1),
        exit_reason="completed",
        reason="date de la convention",
        at=AT,
    )

    assert (moved.entry_on, moved.age, moved.unemployed_months) == (date(2024, 5, 3), 34, 3)
    assert sorted(moved.corrections.values_list("field", flat=True)) == ["entry_on", "unemployed_months"]


def test_the_last_day_put_right_moves_the_windows():
    by, held = mariam(until=date(2025, 4, 1))
    told = observe(
        by=by, participation=held, horizon=Horizon.EXIT, observed_on=date(2025, 4, 20), situation="job", at=AT
    )

    correct_stay(
        by=by,
        stay=held.episodes.get(),
        starts_on=date(2025, 2, 3),
        ends_on=date(2025, 4, 11),
        reason="fin réelle",
        at=AT,
    )

    told.refresh_from_db()
    assert (told.days_after, told.is_current) == (9, True)


def test_an_exit_taken_back_silences_the_answers_until_it_is_noted_again():
    by, held = mariam(until=date(2025, 4, 1))
    told = observe(
        by=by, participation=held, horizon=Horizon.EXIT, observed_on=date(2025, 4, 20), situation="job", at=AT
    )
    stay, days = held.episodes.get(), {"starts_on": date(2025, 2, 3), "reason": "x", "at": AT}

    opened = correct_stay(by=by, stay=stay, ends_on=None, **days)
    told.refresh_from_db()
    assert (opened.exit_on, told.is_current) == (None, False)

    correct_stay(by=by, stay=stay, ends_on=date(2025, 4, 1), **days)
    told.refresh_from_db()
    assert (told.is_current, told.days_after) == (True, 19)


def test_a_re_entry_that_never_was_gives_back_the_exit_and_its_answers():
    by, held = mariam(until=date(2025, 4, 1))
    told = observe(
        by=by, participation=held, horizon=Horizon.EXIT, observed_on=date(2025, 4, 20), situation="job", at=AT
    )
    back = enter(by=by, project=held.project, person=held.person, on=date(2026, 1, 12), at=AT)

    again = withdraw_stay(by=by, stay=back.episodes.last(), reason="erreur de personne", at=AT)

    told.refresh_from_db()
    assert (again.exit_on, told.is_current, Episode.objects.count()) == (date(2025, 4, 1), True, 1)


def test_the_first_stay_taken_back_makes_the_second_one_the_entry():
    by, held = mariam(until=date(2025, 4, 1))
    back = enter(by=by, project=held.project, person=held.person, on=date(2026, 1, 12), at=AT)
    leave(by=by, participation=back, on=date(2026, 2, 1), at=AT)

    again = withdraw_stay(by=by, stay=back.episodes.first(), reason="autre projet", at=AT)

    assert (again.entry_on, again.age, again.unemployed_months) == (date(2026, 1, 12), 35, 24)


def test_the_only_stay_cannot_be_taken_back_nor_made_to_overlap():
    by, held = mariam(until=date(2025, 4, 1))

    with pytest.raises(StayRefused, match="seul passage"):
        withdraw_stay(by=by, stay=held.episodes.get(), reason="x", at=AT)
    back = enter(by=by, project=held.project, person=held.person, on=date(2026, 1, 12), at=AT)
    with pytest.raises(StayRefused):
        correct_stay(by=by, stay=back.episodes.first(), starts_on=date(2025, 2, 3), ends_on=None, reason="x", at=AT)

    assert list(Episode.objects.values_list("ends_on", flat=True)) == [date(2025, 4, 1), None]
