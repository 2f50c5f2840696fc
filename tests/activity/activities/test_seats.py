"""Places are never given twice: who comes after waits in order, and is offered what becomes free, for a while."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from levier.activity.activities import leaving, merging
from levier.activity.activities.actions import (
    change_activity,
    decline_seat,
    end_enrolment,
    enrol,
    enrol_or_wait,
    offer_seats,
    put_first,
    stop_waiting,
    take_seat,
)
from levier.activity.activities.actions.offering import kept_until
from levier.activity.activities.enums import WaitingEnd
from levier.activity.activities.inviting import offer_of
from levier.activity.activities.models import WaitingEntry
from levier.activity.activities.seats import seats_of
from levier.activity.activities.tasks import hand_seats_on
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from levier.register.agenda.models import Todo
from levier.register.agenda.slots import moment_of
from tests.activity.activities.cast import MONDAY
from tests.activity.activities.waiting_cast import SITE, D, fresh, full, listed, offered, seated, waits
from tests.cast import actor, organisation, person, project

pytestmark = pytest.mark.django_db
WEDNESDAY = moment_of(date(2026, 6, 17), time(9))
"""Two working days after MONDAY at nine."""


@pytest.fixture
def tarek():
    return actor(Role.ANIMATOR, name="Tarek")


def leaves(by, enrolment, at=MONDAY):
    return end_enrolment(by=by, enrolment=enrolment, on=at.date(), reason="", at=at)


def test_who_comes_when_places_lack_waits_and_the_others_are_expected(tarek):
    activity, _rows = full()
    change_activity(by=tarek, activity=activity, values={"capacity": 3}, at=MONDAY)

    placed = enrol_or_wait(
        by=tarek, activity=activity, people=[person(name) for name in ("Aziz", "Emre", "Zoe")], at=MONDAY
    )

    assert seated(activity) == ["Aziz", "Mariam01", "Mariam02"]
    assert [(one.number, one.entry.person.first_name) for one in placed.waiting] == [(1, "Emre"), (2, "Zoe")]
    assert placed.waiting[0].reason == "Ordre d'arrivée\u202f: attend depuis le 15 juin 2026, 9\xa0h."


def test_asked_twice_she_waits_once_at_her_first_place(tarek):
    activity, _rows = full()
    first, _second = waits(tarek, activity, "Aziz"), waits(tarek, activity, "Emre", at=MONDAY + D)

    placed = enrol_or_wait(by=tarek, activity=activity, people=[first.person], at=MONDAY + 2 * D)

    assert ([one.number for one in placed.waiting], listed(activity)) == ([1], ["Aziz", "Emre"])


def test_a_place_that_becomes_free_is_kept_for_who_waits_first_and_nobody_else_has_it(tarek):
    activity, [one, _other] = full()
    first = waits(tarek, activity, "Aziz")
    waits(tarek, activity, "Emre", at=MONDAY + D)

    leaves(tarek, one)

    assert (offered(activity), listed(activity), seats_of(activity, MONDAY).free) == (["Aziz"], ["Emre"], 0)
    assert (fresh(first).offered_at, first.offered_until) == (MONDAY, WEDNESDAY)
    with pytest.raises(Refused, match="reste 0 place"):
        enrol(by=tarek, activity=activity, people=[person("Zoe")], at=MONDAY)


@pytest.mark.parametrize(
    ("days", "at", "until"),
    [
        (2, MONDAY, WEDNESDAY),
        (1, moment_of(date(2026, 6, 19), time(16)), moment_of(date(2026, 6, 22), time(16))),
        (2, moment_of(date(2026, 7, 20), time(22)), moment_of(date(2026, 7, 23), time(17))),
        (1, moment_of(date(2026, 6, 15), time(3)), moment_of(date(2026, 6, 16), time(9))),
    ],
)
def test_it_is_kept_for_working_days_and_nobody_answers_at_night(days, at, until):
    activity, _rows = full()
    activity.offer_days = days

    assert kept_until(activity, at) == until


def test_taken_it_is_hers_from_then_on(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")
    leaves(tarek, one)

    made = take_seat(by=tarek, entry=entry, at=MONDAY + D)

    assert (made.person, made.starts_on, fresh(entry).end) == (entry.person, date(2026, 6, 16), WaitingEnd.SEATED)
    assert (seated(activity), offered(activity)) == (["Aziz", "Mariam02"], [])


def test_enrolled_at_the_desk_while_a_place_is_kept_for_her_she_has_that_one(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")
    leaves(tarek, one)

    enrol_or_wait(by=tarek, activity=activity, people=[person("Zoe"), entry.person], at=MONDAY)

    assert (seated(activity), listed(activity)) == (["Aziz", "Mariam02"], ["Zoe"])


@pytest.mark.parametrize(("act", "end"), [(decline_seat, WaitingEnd.DECLINED), (stop_waiting, WaitingEnd.GONE)])
def test_refused_it_goes_to_the_next_one(tarek, act, end):
    activity, [one, _other] = full()
    first = waits(tarek, activity, "Aziz")
    waits(tarek, activity, "Emre", at=MONDAY + D)
    leaves(tarek, one)

    act(by=tarek, entry=first, at=MONDAY)

    assert (fresh(first).end, offered(activity), listed(activity)) == (end, ["Emre"], [])


def test_who_does_not_answer_in_time_loses_it_to_the_next_one_when_the_background_work_passes(tarek):
    activity, [one, _other] = full()
    first = waits(tarek, activity, "Aziz")
    waits(tarek, activity, "Emre", at=MONDAY + D)
    leaves(tarek, one)

    passed = []
    for at in (WEDNESDAY - timedelta(minutes=1), WEDNESDAY, WEDNESDAY + timedelta(hours=1)):
        with time_machine.travel(at, tick=False):
            passed.append(hand_seats_on.func(organisation().pk))

    assert (passed, fresh(first).end, offered(activity, WEDNESDAY)) == ([0, 1, 0], WaitingEnd.LAPSED, ["Emre"])


def test_after_its_time_it_is_nobody_s_even_before_anybody_passes_by(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")
    leaves(tarek, one)

    with pytest.raises(Refused, match="plus gardée"):
        take_seat(by=tarek, entry=entry, at=WEDNESDAY)
    seats = seats_of(activity, WEDNESDAY)

    assert (seats.free, seats.lapsed) == (1, [entry])
    enrol(by=tarek, activity=activity, people=[person("Zoe")], at=WEDNESDAY)
    assert fresh(entry).end == WaitingEnd.LAPSED


def test_more_places_are_offered_as_many(tarek):
    activity, _rows = full()
    for name in ("Aziz", "Emre", "Zoe"):
        waits(tarek, activity, name)

    change_activity(by=tarek, activity=activity, values={"capacity": 4}, at=MONDAY)

    assert (offered(activity), listed(activity)) == (["Aziz", "Emre"], ["Zoe"])


def test_of_what_is_over_nothing_is_offered_and_nobody_waits(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")
    change_activity(by=tarek, activity=activity, values={"ends_on": MONDAY.date() - D}, at=MONDAY)

    leaves(tarek, one)

    assert (fresh(entry).offered_at, offer_seats(by=tarek, activity=activity, at=MONDAY)) == (None, [])


def test_who_has_a_reason_comes_first_and_it_is_said(tarek):
    activity, _rows = full()
    waits(tarek, activity, "Aziz")
    emre, zoe = waits(tarek, activity, "Emre", at=MONDAY + D), waits(tarek, activity, "Zoe", at=MONDAY + D)

    put_first(by=tarek, entry=zoe, reason="45 ans et plus", at=MONDAY + D)
    put_first(by=tarek, entry=emre, reason="Stage en mars", at=MONDAY + 2 * D)

    assert listed(activity) == ["Zoe", "Emre", "Aziz"]
    assert seats_of(activity, MONDAY).waiting[0].reason == (
        "Passe en premier\u202f: 45 ans et plus. Attend depuis le 16 juin 2026, 9\xa0h."
    )
    assert Line.objects.filter(verb="activity.waits_first").count() == 2


def test_who_is_of_a_public_that_the_activity_puts_first_comes_first_and_why_is_said_and_written_down(tarek):
    activity, _rows = full()
    change_activity(by=tarek, activity=activity, values={"prior_publics": "women senior"}, at=MONDAY)
    waits(tarek, activity, "Aziz", gender="M", birth_date=date(2000, 1, 1))
    waits(tarek, activity, "Zoe", at=MONDAY + D, gender="W", birth_date=date(1981, 6, 15))
    waits(tarek, activity, "Emre", at=MONDAY + 2 * D, gender="M", birth_date=date(1981, 6, 17))
    waits(tarek, activity, "Lina", at=MONDAY + 3 * D, gender="W")

    first = seats_of(activity, MONDAY).waiting[0].reason
    lines = Line.objects.filter(verb="activity.waits").values_list("number", flat=True)
    written = Detail.objects.filter(number__in=list(lines)).order_by("number")

    assert listed(activity) == ["Zoe", "Emre", "Lina", "Aziz"]
    assert first.startswith("Passe en premier\u202f: public prioritaire (femmes, 45 ans et plus). Attend depuis")
    assert [one.change.get("reason") for one in written] == [
        None,
        "public prioritaire (femmes, 45 ans et plus)",
        "public prioritaire (45 ans et plus)",
        "public prioritaire (femmes)",
    ]


def test_a_year_without_work_is_counted_from_what_was_noted_at_the_entry_of_a_project(tarek):
    activity, _rows = full()
    change_activity(by=tarek, activity=activity, values={"prior_publics": "long"}, at=MONDAY)
    for name, since in (("Aziz", date(2025, 6, 16)), ("Emre", date(2025, 6, 15)), ("Zoe", None)):
        Participation.objects.create(
            organisation=organisation(),
            project=project(code=f"P-{name}"),
            person=person(name),
            entry_on=date(2026, 1, 5),
            unemployed_since=since,
        )
    people = [Participation.objects.get(project__code=f"P-{name}").person for name in ("Aziz", "Zoe", "Emre")]

    enrol_or_wait(by=tarek, activity=activity, people=people, at=MONDAY)

    assert listed(activity) == ["Emre", "Aziz", "Zoe"]


def test_a_public_that_is_on_no_list_comes_first_nowhere(tarek):
    activity, _rows = full()

    with pytest.raises(ValidationError, match="Ce public n'est pas dans la liste"):
        change_activity(by=tarek, activity=activity, values={"prior_publics": "partner"}, at=MONDAY)


def test_nobody_comes_first_without_a_reason_nor_when_a_place_is_kept_already(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")
    with pytest.raises(Refused, match="Dites pourquoi"):
        put_first(by=tarek, entry=entry, reason=" ", at=MONDAY)
    leaves(tarek, one)
    with pytest.raises(Refused, match="n'attend plus son tour"):
        put_first(by=tarek, entry=entry, reason="45 ans et plus", at=MONDAY)

    assert fresh(entry).prior_reason == ""


def test_who_notes_no_presences_changes_nothing_of_the_list(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")
    leaves(tarek, one)
    auditor = actor(Role.AUDITOR)

    for act in (
        lambda: enrol_or_wait(by=auditor, activity=activity, people=[person("Zoe")], at=MONDAY),
        lambda: put_first(by=auditor, entry=entry, reason="Parce que", at=MONDAY),
        lambda: take_seat(by=auditor, entry=entry, at=MONDAY),
        lambda: decline_seat(by=auditor, entry=entry, at=MONDAY),
        lambda: stop_waiting(by=auditor, entry=entry, at=MONDAY),
        lambda: offer_seats(by=auditor, activity=activity, at=MONDAY),
    ):
        with pytest.raises(Refused):
            act()

    assert (fresh(entry).end, WaitingEntry.objects.count()) == ("", 1)


@pytest.mark.parametrize("language", ["fr", "nl", "en", "ar", "tr", "ro", "uk", "es"])
@pytest.mark.parametrize("is_discreet", [False, True])
def test_she_is_told_by_mail_in_her_language_and_a_discreet_one_says_nothing(tarek, language, is_discreet):
    activity, [one, _other] = full()
    entry = waits(
        tarek, activity, "Aziz", mail="aziz@example.org", language=language, is_written_discreetly=is_discreet
    )

    leaves(tarek, one)

    sent, said = Message.objects.get(), offer_of(fresh(entry), phone="+3225381122", url=SITE)
    assert (sent.address, sent.language, sent.is_secret) == ("aziz@example.org", language, True)
    assert (said.language, activity.title in said.body, SITE in said.body) == (language, not is_discreet, True)
    assert not any(word in said.subject + said.body for word in ("Mission", "{", "Tarek"))


def test_where_no_mail_leads_the_colleague_is_asked_to_call_and_the_task_names_nobody(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")

    leaves(tarek, one)

    todo = Todo.objects.get()
    assert (Message.objects.count(), todo.owner_id, todo.due_on) == (0, tarek.user_id, MONDAY.date())
    assert todo.title == f"Proposer une place libre à une personne qui attend\u202f: {activity.title}"
    decline_seat(by=tarek, entry=entry, at=MONDAY + D)
    assert fresh(todo).done_at == MONDAY + D


def test_two_files_made_one_keep_the_better_place_and_part_again(tarek):
    activity, _rows = full()
    early = waits(tarek, activity, "Aziz")
    waits(tarek, activity, "Emre", at=MONDAY + D)
    late = waits(tarek, activity, "Azize", at=MONDAY + 2 * D)

    moved = merging.merge(tarek, late.person, early.person, MONDAY)
    together = listed(activity)
    merging.undo(tarek, late.person, early.person, moved, MONDAY)

    assert (together, listed(activity)) == (["Azize", "Emre"], ["Aziz", "Emre", "Azize"])


def test_erased_she_waits_no_more_and_the_place_kept_for_her_goes_on(tarek):
    activity, [one, _other] = full()
    entry = waits(tarek, activity, "Aziz")
    waits(tarek, activity, "Emre", at=MONDAY + D)
    put_first(by=tarek, entry=entry, reason="45 ans et plus", at=MONDAY)
    leaves(tarek, one)
    copied = leaving.rows(tarek, entry.person)["activities.waitingentry"].count()
    said = [str(fate.what) for fate in leaving.fates(tarek, entry.person, None)]

    leaving.erase(tarek, entry.person, None, MONDAY)
    offer_seats(by=tarek, activity=activity, at=MONDAY)

    assert (copied, said, offered(activity)) == (1, ["1 liste d'attente"], ["Emre"])
    assert not any("45 ans" in str(one.change) for one in Detail.objects.all())
