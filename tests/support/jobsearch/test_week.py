"""The week for Actiris: computed from what exists, ticked when it is encoded there, unticked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused
from levier.support.jobsearch.actions import sign_contract, tick_acts, untick_act
from levier.support.jobsearch.acts import acts_of, asked_week, left_over, name_of, week_of
from levier.support.jobsearch.models import Encoding
from levier.support.jobsearch.panels import due
from levier.support.pathways.actions import add_goal, close_pathway, hand_over, open_pathway
from levier.support.pathways.models import Pathway
from tests.cast import actor, colleague, organisation, person
from tests.support.jobsearch.cast import LAST_WEEK, NOW, TODAY, application, appointment, contract, me
from tests.support.pathways.cast import accompanied

pytestmark = pytest.mark.django_db
WEEK = week_of(LAST_WEEK)
WEDNESDAY = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def mariam(nadia):
    found = person()
    accompanied(actor(Role.DIRECTION, name="Zoe"), found, referent=nadia)
    return found


def lines(by, week=WEEK, **asked):
    return [(act.kind.value, act.on, act.detail) for act in acts_of(by, week, **asked)]


def everything(by, who):
    """One act of each kind, last week."""
    pathway = open_pathway(by=by, person=who, on=date(2026, 6, 8), referent=colleague(name="Sam"), at=NOW)
    met = appointment(who, colleague(name="Lou"), on=date(2026, 6, 9))
    add_goal(by=by, person=who, title="Travailler en boulangerie", at=WEDNESDAY)
    sign_contract(by=by, contract=contract(who), on=date(2026, 6, 11), at=NOW)
    application(who, on=date(2026, 6, 12))
    application(who, on=date(2026, 6, 13), kind="contact")
    close_pathway(by=by, pathway=pathway, on=date(2026, 6, 14), reason="completed", at=NOW)
    return met


def test_each_kind_of_act_is_read_from_what_exists():
    who = person()
    everything(actor(Role.DIRECTION), who)

    assert lines(actor(Role.DIRECTION, name="Zoe"), everybody=True) == [
        ("opened", date(2026, 6, 8), ""),
        ("meeting", date(2026, 6, 9), "au bureau"),
        ("plan", date(2026, 6, 10), "Travailler en boulangerie"),
        ("contract", date(2026, 6, 11), "Travailler en boulangerie"),
        ("application", date(2026, 6, 12), "Boulangerie Midi"),
        ("contact", date(2026, 6, 13), "Boulangerie Midi"),
        ("closed", date(2026, 6, 14), ""),
    ]


@pytest.mark.parametrize(("day", "count"), [(7, 0), (8, 1), (14, 1), (15, 0)])
def test_a_week_goes_from_monday_to_sunday(nadia, mariam, day, count):
    application(mariam, on=date(2026, 6, day))

    assert len(lines(me(nadia, mariam))) == count


def test_the_last_minute_of_sunday_is_of_the_week_and_midnight_is_not(nadia, mariam):
    by = actor(Role.DIRECTION, name="Ali")
    sunday = datetime(2026, 6, 14, 21, 59, tzinfo=UTC)  # 23:59 in Brussels
    add_goal(by=by, person=mariam, title="Avant minuit", at=sunday)
    add_goal(by=by, person=mariam, title="Après minuit", at=sunday + timedelta(minutes=1))

    assert lines(me(nadia, mariam)) == [("plan", date(2026, 6, 14), "Avant minuit")]


def test_an_appointment_counts_when_she_came(nadia, mariam):
    appointment(mariam, nadia, seen=False)

    assert lines(me(nadia, mariam)) == []


def test_one_reads_the_acts_of_the_people_whom_one_accompanied_that_week(nadia, mariam):
    application(mariam)
    application(person("Idris", "Ba"))
    ali = colleague(name="Ali")

    assert lines(me(nadia, mariam)) == [("application", LAST_WEEK, "Boulangerie Midi")]
    assert lines(me(ali, mariam)) == []
    assert len(lines(me(ali, mariam), everybody=True)) == 2


def test_whoever_takes_over_after_the_week_does_not_get_its_acts(nadia, mariam):
    application(mariam)
    ali = colleague(name="Ali")
    hand_over(
        by=actor(Role.DIRECTION, name="Bea"), pathways=[Pathway.objects.get()], to=ali, on=TODAY, reason="congé", at=NOW
    )

    assert (len(lines(me(nadia, mariam))), lines(me(ali, mariam))) == (1, [])


def test_the_acts_of_another_association_are_not_read(mariam):
    application(mariam)

    assert lines(actor(Role.DIRECTION, at=organisation("ailleurs"), name="Eva"), everybody=True) == []


def test_a_ticked_act_says_when_and_by_whom_and_is_no_longer_left(nadia, mariam):
    application(mariam)
    by = me(nadia, mariam)
    assert left_over(by, WEEK) == 1

    tick_acts(by=by, acts=acts_of(by, WEEK), at=NOW)

    act = acts_of(by, WEEK)[0]
    assert (act.encoding.encoded_on, act.encoding.encoded_by, act.encoding.on) == (TODAY, nadia, LAST_WEEK)
    assert left_over(by, WEEK) == 0
    line = Line.objects.latest("number")
    assert (line.verb, line.object) == ("jobsearch.act_encoded", f"people.person:{mariam.pk}")


def test_an_act_is_encoded_once_by_the_first_who_says_so(nadia, mariam):
    application(mariam)
    acts = acts_of(me(nadia, mariam), WEEK)
    tick_acts(by=me(nadia, mariam), acts=acts, at=NOW)

    again = tick_acts(by=actor(name="Ali"), acts=acts, at=NOW)

    assert again == []
    assert Encoding.objects.get().encoded_by == nadia


def test_the_same_number_of_another_kind_is_another_act(nadia, mariam):
    by = me(nadia, mariam)
    appointment(mariam, nadia)
    application(mariam)
    tick_acts(by=by, acts=[act for act in acts_of(by, WEEK) if act.kind == "meeting"], at=NOW)

    assert {act.kind.value: act.encoding is not None for act in acts_of(by, WEEK)} == {
        "meeting": True,
        "application": False,
    }
    assert left_over(by, WEEK) == 1


def test_an_act_unticked_is_to_encode_again(nadia, mariam):
    application(mariam)
    by = me(nadia, mariam)
    held = tick_acts(by=by, acts=acts_of(by, WEEK), at=NOW)[0]

    untick_act(by=by, encoding=held, at=NOW)

    assert (Encoding.objects.count(), left_over(by, WEEK)) == (0, 1)
    assert Line.objects.latest("number").verb == "jobsearch.act_unticked"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.RECEPTION])
def test_who_only_reads_ticks_nothing(nadia, mariam, role):
    application(mariam)
    by = actor(role, name="Pia")

    with pytest.raises(Refused):
        tick_acts(by=by, acts=acts_of(me(nadia, mariam), WEEK), at=NOW)

    assert Encoding.objects.count() == 0


def test_my_day_tells_how_many_acts_of_the_past_week_are_left(nadia, mariam):
    application(mariam)
    application(mariam, on=date(2026, 6, 12), employer="Hôtel du Parvis")
    application(mariam, on=TODAY)
    by = me(nadia, mariam)

    told = due(by, TODAY, TODAY)
    tick_acts(by=by, acts=acts_of(by, WEEK), at=NOW)

    assert [(str(one.title), str(one.kind), one.url) for one in told] == [
        ("2 actes de la semaine passée", "à encoder à Actiris", "/recherche-emploi/actiris/?semaine=2026-W24")
    ]
    assert due(by, TODAY, TODAY) == []


def test_my_day_brings_back_an_application_on_its_next_day(nadia, mariam):
    by = me(nadia, mariam)
    held = application(mariam, by=by, on=TODAY, next_on=TODAY + timedelta(days=2))

    assert [one.url for one in due(by, TODAY, TODAY + timedelta(days=1))] == []
    assert [(one.url, one.is_late) for one in due(by, TODAY, TODAY + timedelta(days=2))] == [
        (f"/recherche-emploi/candidatures/{held.pk}/", False)
    ]
    assert due(actor(Role.AUDITOR, name="Pia"), TODAY, TODAY + timedelta(days=2)) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-W24", date(2026, 6, 8)),
        ("2026-W01", date(2025, 12, 29)),
        ("", TODAY),
        ("2026-W99", TODAY),
        ("9999-W52", TODAY),
        ("0001-W01", TODAY),
        ("hier", TODAY),
    ],
)
def test_the_week_of_an_address(text, first):
    week = asked_week(text, TODAY)

    assert week == Period(first, first + timedelta(days=6))
    assert asked_week(name_of(week), date(2020, 1, 1)) == week
