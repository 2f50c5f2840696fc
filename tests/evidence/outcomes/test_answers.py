"""What Mariam says after leaving: windows, silence, refusals."""

from datetime import UTC, date, datetime

import pytest

from levier.evidence.outcomes.actions import enter, observe
from levier.evidence.outcomes.checks import ObservationRefused
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import Observation
from levier.evidence.outcomes.situation import EntrySituation, days_after, observation, reference_day
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from tests.cast import actor, organisation, person, project

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


def mariam_left(on: date | None = date(2025, 8, 31)):
    by = actor()
    situation = EntrySituation(gender="W", birth_date=date(1990, 5, 3), status="at_home", studies="cess")
    held = enter(by=by, project=project(), person=person(), on=date(2025, 2, 3), until=on, situation=situation, at=AT)
    return by, held


def tell(by, held, horizon=Horizon.EXIT, observed_on=date(2025, 9, 1), **said):
    return observe(by=by, participation=held, horizon=horizon, observed_on=observed_on, at=AT, **said)


@pytest.mark.parametrize(
    ("exit_on", "six_months"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2026, 1, 15), date(2026, 7, 15)),
    ],
)
def test_six_months_is_the_same_day_number_or_the_last_of_the_month(exit_on, six_months):
    assert reference_day(Horizon.SIX_MONTHS, exit_on) == six_months


@pytest.mark.parametrize(
    ("horizon", "observed_on", "days"),
    [
        ("exit", date(2025, 8, 31), 0),
        ("exit", date(2025, 9, 28), 28),
        ("exit", date(2025, 9, 29), 29),
        ("exit", date(2025, 8, 30), -1),
        ("six_months", date(2026, 2, 28), 0),
        ("six_months", date(2026, 3, 28), 28),
        ("six_months", date(2026, 2, 27), -1),
        ("exit", date(1890, 1, 1), -8_000),
    ],
)
def test_days_are_counted_from_the_exit_or_from_six_months_after(horizon, observed_on, days):
    assert days_after(horizon, observed_on, date(2025, 8, 31)) == days


def test_an_answer_outside_its_window_is_kept_and_dated():
    by, held = mariam_left()

    kept = tell(by, held, observed_on=date(2025, 10, 15), situation="job")

    assert (kept.days_after, kept.work, kept.reach, kept.is_current) == (45, "employed", "answered", True)


@pytest.mark.parametrize(
    ("situation", "work", "training"),
    [
        ("job", "employed", "no"),
        ("job_and_training", "employed", "yes"),
        ("training_and_searching", "searching", "yes"),
        ("training", "none", "yes"),
        ("inactive", "none", "no"),
    ],
)
def test_one_label_may_say_two_things(situation, work, training):
    by, held = mariam_left()

    kept = tell(by, held, situation=situation)

    assert (kept.work, kept.training) == (work, training)


def test_training_said_apart_wins_over_the_label():
    by, held = mariam_left()

    kept = tell(by, held, situation="searching", training="yes")

    assert (kept.work, kept.training) == ("searching", "yes")


@pytest.mark.parametrize(("reach", "situation"), [("not_reached", ""), ("refused", ""), ("", "not_reached")])
def test_not_reached_and_refuses_are_answers_that_say_nothing_of_work(reach, situation):
    by, held = mariam_left()

    kept = tell(by, held, reach=reach, situation=situation)

    assert (kept.reach, kept.work, kept.training) == (reach or "not_reached", "", "")


@pytest.mark.parametrize(
    ("improvement", "improved"),
    [("stable", True), ("full_time", True), ("skills", True), ("promotion", True), ("pay", False), ("none", False)],
)
def test_a_pay_rise_alone_is_no_improvement(improvement, improved):
    by, held = mariam_left()

    kept = tell(by, held, Horizon.SIX_MONTHS, date(2026, 3, 5), situation="permanent", improvement=improvement)

    assert kept.improved is improved


def test_nobody_is_asked_while_still_in():
    by, held = mariam_left(on=None)

    with pytest.raises(ObservationRefused, match="encore dans le projet"):
        tell(by, held, situation="job")


@pytest.mark.parametrize(
    ("observed_on", "said"),
    [
        (None, {"situation": "job"}),
        (date(2026, 6, 16), {"situation": "job"}),
        (date(1925, 9, 1), {"situation": "job"}),
        (date(2025, 9, 1), {}),
        (date(2025, 9, 1), {"reach": "answered"}),
        (date(2025, 9, 1), {"reach": "not_reached", "situation": "job"}),
        (date(2025, 9, 1), {"reach": "lost"}),
        (date(2025, 9, 1), {"situation": "astronaut"}),
        (date(2025, 9, 1), {"work": "astronaut"}),
        (date(2025, 9, 1), {"qualification": "maybe"}),
        (date(2025, 9, 1), {"situation": "job", "improvement": "wings"}),
    ],
)
def test_an_answer_that_says_nothing_or_two_things_is_refused(observed_on, said):
    by, held = mariam_left()

    with pytest.raises(ObservationRefused):
        tell(by, held, observed_on=observed_on, **said)

    assert Observation.objects.count() == 0


def test_a_horizon_that_does_not_exist_is_refused():
    by, held = mariam_left()

    with pytest.raises(ObservationRefused):
        tell(by, held, horizon="ten_years", situation="job")


def test_in_a_workbook_an_answer_without_its_day_is_kept_and_has_no_days():
    said = observation("exit", situation="job", exit_on=date(2025, 8, 31))

    assert said is not None
    assert (said["observed_on"], said["days_after"], said["reach"]) == (None, None, "answered")


def test_in_a_workbook_silence_is_no_observation_and_no_certificate_neither():
    assert observation("exit", exit_on=date(2025, 8, 31)) is None
    assert observation("exit", qualification="no", exit_on=date(2025, 8, 31)) is None


def test_only_those_who_may_write_note_an_answer():
    _by, held = mariam_left()

    for other in (actor(Role.AUDITOR), actor(Role.ANIMATOR), actor(at=organisation("ailleurs"))):
        with pytest.raises(Refused):
            tell(other, held, situation="job")

    assert Observation.objects.count() == 0
