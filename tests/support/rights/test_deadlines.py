"""Deadlines: noted, done, missed, coming back each month; each step from each state."""

from datetime import date, datetime, timedelta

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import User
from levier.foundation.kit.permissions import Refused
from levier.support.rights.actions import (
    DeadlineDraft,
    add_deadline,
    drop_deadline,
    finish_deadline,
    give_deadline,
    miss_deadline,
    reopen_deadline,
)
from levier.support.rights.enums import DeadlineState
from levier.support.rights.models import Deadline
from tests.cast import actor, colleague, organisation, person
from tests.support.rights.cast import NOW, deadline, kind, letter

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)
ACTS = {
    DeadlineState.DONE: lambda by, one, at: finish_deadline(by=by, deadline=one, what="déposé", at=at),
    DeadlineState.DROPPED: lambda by, one, at: drop_deadline(by=by, deadline=one, reason="au travail", at=at),
    DeadlineState.MISSED: lambda by, one, at: miss_deadline(by=by, deadline=one, at=at),
    DeadlineState.OPEN: lambda by, one, at: reopen_deadline(by=by, deadline=one, at=at),
}
ALLOWED = {
    ("open", "done"),
    ("open", "dropped"),
    ("open", "missed"),
    ("done", "open"),
    ("dropped", "open"),
    ("missed", "open"),
    ("missed", "done"),
}
"""The decision table: every other step is refused."""


@pytest.mark.parametrize("before", DeadlineState.values)
@pytest.mark.parametrize("after", DeadlineState.values)
def test_a_deadline_goes_where_the_table_says_and_nowhere_else(before, after):
    one, by = deadline("cpas_decision"), actor()
    if before != "open":
        ACTS[before](by, one, LATER)
    one.refresh_from_db()
    try:
        ACTS[after](by, one, LATER)
        went = True
    except Refused:
        went = False

    one.refresh_from_db()
    assert went == ((before, after) in ALLOWED)
    assert one.state == (after if went else before)


def test_what_was_done_and_its_result_are_kept():
    one = deadline("cpas_decision")

    finish_deadline(by=actor(), deadline=one, what=" Reçu au guichet ", result="accordé", at=NOW)

    one.refresh_from_db()
    assert (one.what, one.result, one.settled_on, one.settled_by.name) == (
        "Reçu au guichet",
        "accordé",
        date(2026, 6, 15),
        "Nadia",
    )


def test_done_without_saying_what_is_refused():
    one = deadline()

    with pytest.raises(Refused, match="Dites ce qui a été fait"):
        finish_deadline(by=actor(), deadline=one, what="  ", at=NOW)

    one.refresh_from_db()
    assert one.state == "open"


def test_dropped_without_a_reason_is_refused():
    with pytest.raises(Refused, match="Dites pourquoi"):
        drop_deadline(by=actor(), deadline=deadline(), reason="", at=NOW)


def test_nothing_is_missed_while_there_is_time():
    one = deadline()

    with pytest.raises(Refused, match="Il reste du temps"):
        miss_deadline(by=actor(), deadline=one, at=NOW)


def test_on_the_shifted_day_there_is_still_time():
    one = deadline("labour_court_onem", counted_on=date(2026, 5, 15))  # Saturday 15 August, then Monday

    assert (one.due_on, one.end) == (date(2026, 8, 15), date(2026, 8, 17))
    with pytest.raises(Refused, match="Il reste du temps"):
        miss_deadline(by=actor(), deadline=one, at=NOW.replace(month=8, day=17))
    miss_deadline(by=actor(name="Karim"), deadline=one, at=NOW.replace(month=8, day=18))

    one.refresh_from_db()
    assert one.state == "missed"


def test_the_control_card_of_june_done_makes_that_of_july_once():
    one, by = deadline(), actor()

    finish_deadline(by=by, deadline=one, what="rendue", at=NOW)
    reopen_deadline(by=by, deadline=one, at=NOW)
    finish_deadline(by=by, deadline=one, what="rendue au syndicat", at=NOW)

    following = Deadline.objects.exclude(pk=one.pk).get()
    assert (following.follows, following.due_on, following.state) == (one, date(2026, 7, 31), "open")


def test_the_certificate_of_an_exemption_follows_its_letter_and_its_owner():
    owner = colleague(name="Karim")
    paper = letter(kind="exemption", origin="onem")
    one = add_deadline(
        by=actor(),
        person=paper.person,
        draft=DeadlineDraft(kind("exemption_certificate"), date(2026, 12, 3), owner=owner),
        letter=paper,
        at=NOW,
    )

    finish_deadline(by=actor(name="Lina"), deadline=one, what="signée", at=NOW)

    following = Deadline.objects.exclude(pk=one.pk).get()
    assert (following.due_on, following.letter, following.owner) == (date(2027, 1, 31), paper, owner)


def test_an_evaluation_is_an_earliest_day_and_may_lie_behind():
    one = deadline("actiris_evaluation", counted_on=date(2025, 1, 10))

    assert one.due_on == date(2025, 10, 10)


def test_a_deadline_that_is_over_is_refused_and_not_written():
    with pytest.raises(Refused, match="ce délai est passé depuis le 09/03/2026"):
        deadline("register_after_request", counted_on=date(2026, 3, 1))

    assert Deadline.objects.count() == 0


def test_a_written_date_is_asked_when_it_is_missing():
    with pytest.raises(Refused, match="donnez la date écrite sur le papier"):
        deadline("residence_expiry", counted_on=None)

    assert Deadline.objects.count() == 0


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2206, 1, 1)])
def test_a_mistyped_year_is_said(day):
    with pytest.raises(Refused, match="L'année de cette date est sans doute fausse"):
        deadline("residence_expiry", counted_on=None, printed_on=day)


def test_a_deadline_is_given_to_a_colleague_and_not_to_a_stranger():
    one, karim = deadline(), colleague(name="Karim")
    stranger = colleague(at=organisation("ailleurs"), name="Zoé")

    give_deadline(by=actor(), deadline=one, owner=karim, at=NOW)
    with pytest.raises(Refused):
        give_deadline(by=actor(name="Lina"), deadline=one, owner=stranger, at=NOW)

    one.refresh_from_db()
    assert one.owner == karim


def test_whoever_notes_it_follows_it():
    by = actor()

    one = add_deadline(by=by, person=person(), draft=DeadlineDraft(kind("monthly_card"), date(2026, 6, 1)), at=NOW)

    assert one.owner == User.objects.get(pk=by.user_id)


def test_a_letter_of_somebody_else_is_refused():
    paper, idris = letter(), person("Idris", "Ba")

    with pytest.raises(Refused, match="n'est pas à cette personne"):
        add_deadline(
            by=actor(),
            person=idris,
            draft=DeadlineDraft(kind("monthly_card"), date(2026, 6, 1)),
            letter=paper,
            at=NOW,
        )


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PROJECT_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_those_who_do_not_accompany_settle_nothing(role):
    one = deadline()

    with pytest.raises(Refused):
        finish_deadline(by=actor(role), deadline=one, what="rendue", at=NOW)

    one.refresh_from_db()
    assert one.state == "open"


def test_a_deadline_of_another_house_is_out_of_reach():
    theirs = deadline(who=person(at=organisation("ailleurs")))

    with pytest.raises(Refused):
        finish_deadline(by=actor(), deadline=theirs, what="rendue", at=datetime(2026, 6, 20, tzinfo=NOW.tzinfo))

    theirs.refresh_from_db()
    assert theirs.state == "open"
