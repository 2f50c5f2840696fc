"""A line of a sheet, whatever is typed: what is kept without a problem is true of somebody."""

from hypothesis import given
from hypothesis import strategies as st

from levier.activity.activities.attendance import Entry
from levier.activity.activities.enums import CAME, NOT_WHOLE, Presence

TYPED = st.builds(
    Entry,
    st.sampled_from(list(Presence)),
    st.none() | st.integers(0, 600),
    st.sampled_from(["", "certificat"]),
)
PLANNED = st.integers(0, 480)


@given(TYPED, PLANNED)
def test_minutes_are_of_who_came_and_never_more_than_the_session(typed, planned):
    kept = typed.of(planned)
    if kept.problem(planned):
        return

    assert (kept.minutes > 0) == (kept.presence in CAME)
    assert kept.minutes <= (planned or 600)


@given(TYPED, PLANNED)
def test_who_came_late_or_left_early_was_not_there_all_the_time(typed, planned):
    kept = typed.of(planned)
    whole = Entry(kept.presence, planned).of(planned)

    assert not (planned and kept.presence in NOT_WHOLE and not kept.problem(planned) and kept == whole)


@given(TYPED, PLANNED)
def test_reading_a_kept_line_again_changes_nothing(typed, planned):
    kept = typed.of(planned)

    assert kept.of(planned) == kept


@given(st.sampled_from(["", "certificat"]), PLANNED)
def test_an_excuse_has_its_reason(reason, planned):
    kept = Entry(Presence.EXCUSED, reason=reason).of(planned)

    assert (kept.problem(planned) == "") == bool(reason)
