"""Who asks for a course is met, then decided upon: never over the places, the reserve in its order."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from levier.activity.activities.actions import end_enrolment
from levier.activity.activities.models import Enrolment
from levier.activity.courses.actions import StepDraft, add_candidates, note_step, note_told, take_enrolled
from levier.activity.courses.panels import due
from levier.activity.courses.rules import may_accept
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from tests.activity.courses.cast import NOW, TODAY, activity, candidate, course, decided, inside, met, nadia
from tests.cast import actor, organisation, person

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def enrolled(of):
    rows = Enrolment.objects.filter(activity=of.activity, ended_on=None).order_by("person__first_name")
    return [str(one.person.first_name) for one in rows.select_related("person")]


def test_who_is_accepted_is_enrolled_from_the_first_day():
    made = course()
    mariam = inside(made)

    (there,) = Enrolment.objects.filter(activity=made.activity)
    assert (there.person, there.starts_on, mariam.decision) == (mariam.person, date(2026, 6, 1), "accepted")


def test_nobody_is_accepted_without_having_been_met():
    made = course()
    mariam = candidate(made)

    with pytest.raises(Refused, match="une étape où cette personne est venue"):
        decided(mariam)

    mariam.refresh_from_db()
    assert (mariam.decision, enrolled(made)) == ("", [])


def test_a_place_is_never_given_twice():
    made = course()
    people = [met(made, person(name)) for name in ("Aya", "Bilal", "Chloé")]
    for one in people[:2]:
        decided(one)

    with pytest.raises(Refused, match="Toutes les places sont prises"):
        decided(people[2])

    assert enrolled(made) == ["Aya", "Bilal"]


def test_the_reserve_goes_in_its_order():
    made = course()
    aya, _bilal = (inside(made, person(name)) for name in ("Aya", "Bilal"))
    chloe, dina, eva = (met(made, person(name)) for name in ("Chloé", "Dina", "Eva"))
    decided(chloe, "reserve", "full")
    decided(dina, "reserve", "full", LATER)
    there = Enrolment.objects.get(person=aya.person)
    end_enrolment(by=nadia(), enrolment=there, on=TODAY, reason="", at=LATER)

    for passing in (dina, eva):
        with pytest.raises(Refused, match="en réserve avant elle"):
            decided(passing, at=LATER)
    decided(chloe, at=LATER)

    assert enrolled(made) == ["Bilal", "Chloé"]


def test_who_left_may_come_back_or_say_that_they_will_not():
    made = course()
    aya = inside(made, person("Aya"))
    there = Enrolment.objects.get(person=aya.person)
    end_enrolment(by=nadia(), enrolment=there, on=TODAY, reason="", at=LATER)

    decided(aya, at=LATER)
    assert enrolled(made) == ["Aya"]
    there.refresh_from_db()
    end_enrolment(by=nadia(), enrolment=there, on=TODAY, reason="", at=LATER)

    assert decided(aya, "withdrew", "own_choice", LATER).decision == "withdrew"


def test_where_places_have_no_limit_nobody_waits():
    made = course(activity(capacity=None))
    decided(met(made, person("Aya")), "reserve", "other")

    decided(met(made, person("Bilal")))

    assert enrolled(made) == ["Bilal"]


def test_what_lets_somebody_in_and_what_does_not():
    assert may_accept({"came"}, free=None, before=9)
    assert may_accept({"missed", "came"}, free=2, before=1)
    assert not may_accept({"invited", "missed"}, free=2, before=0)
    assert not may_accept({"came"}, free=1, before=1)
    assert not may_accept({"came"}, free=0, before=0)


def test_a_counsellor_follows_a_candidate_and_does_not_decide():
    from levier.activity.courses.actions import DecisionDraft, decide

    made, by = course(), actor(Role.COUNSELLOR)
    mariam = candidate(made)
    note_step(by=by, candidate=mariam, draft=StepDraft("test", TODAY, "came", 72), at=NOW)

    with pytest.raises(Refused, match="rôle"):
        decide(by=by, candidate=mariam, draft=DecisionDraft("accepted", "ready"), at=NOW)

    assert [(one.kind, one.points) for one in mariam.steps.all()] == [("test", 72)]


def test_a_step_said_again_takes_the_last_word():
    mariam = candidate(course())
    for draft in (StepDraft("test", TODAY, "missed"), StepDraft("test", TODAY, "came", 55, "À revoir")):
        note_step(by=nadia(), candidate=mariam, draft=draft, at=NOW)

    assert [(one.result, one.points, one.remark) for one in mariam.steps.all()] == [("came", 55, "À revoir")]


def test_a_step_to_come_is_an_invitation_and_who_missed_has_no_points():
    mariam, soon = candidate(course()), TODAY + timedelta(days=3)
    note_step(by=nadia(), candidate=mariam, draft=StepDraft("test", soon, "invited"), at=NOW)

    with pytest.raises(Refused, match="pas encore là"):
        note_step(by=nadia(), candidate=mariam, draft=StepDraft("test", soon, "came"), at=NOW)
    with pytest.raises(ValidationError, match="points"):
        note_step(by=nadia(), candidate=mariam, draft=StepDraft("test", TODAY, "missed", 10), at=NOW)

    assert [one.result for one in mariam.steps.all()] == ["invited"]


def test_a_closed_candidacy_takes_no_step():
    mariam = decided(candidate(course()), "refused", "level")

    with pytest.raises(Refused, match="close"):
        note_step(by=nadia(), candidate=mariam, draft=StepDraft("test", TODAY, "came"), at=NOW)

    assert mariam.steps.count() == 0


def test_a_decision_stays_to_be_told_until_somebody_says_so():
    mariam, by = decided(candidate(course()), "refused", "level"), nadia()
    waiting = [str(one.title).replace("\u202f", " ") for one in due(by, TODAY, TODAY)]

    note_told(by=by, candidate=mariam, on=TODAY, way="call", at=NOW)

    assert waiting == ["Mariam Diallo : Vendre et accueillir"]
    assert due(by, TODAY, TODAY) == []


def test_nothing_is_told_before_it_is_decided():
    made = course()
    mariam = candidate(made)
    with pytest.raises(Refused, match="encore décidé"):
        note_told(by=nadia(), candidate=mariam, on=TODAY, way="call", at=NOW)
    decided(mariam, "refused", "level")

    with pytest.raises(Refused, match="pas encore prise"):
        note_told(by=nadia(), candidate=mariam, on=TODAY - timedelta(days=1), way="call", at=NOW)


def test_who_asks_twice_is_a_candidate_once():
    made, mariam = course(), person()
    candidate(made, mariam)

    with pytest.raises(Refused, match="pas encore dans cette formation"):
        add_candidates(by=nadia(), course=made, people=[mariam], on=TODAY, at=NOW)

    assert made.candidates.count() == 1


def test_somebody_of_another_house_is_no_candidate():
    made = course()

    with pytest.raises(Refused):
        add_candidates(by=nadia(), course=made, people=[person(at=organisation("ailleurs"))], on=TODAY, at=NOW)

    assert made.candidates.count() == 0


def test_people_enrolled_beside_the_selection_are_taken_in_once():
    from levier.activity.activities.actions import enrol

    made = course()
    enrol(by=nadia(), activity=made.activity, people=[person()], at=NOW)

    counts = [len(take_enrolled(by=nadia(), course=made, at=NOW)) for _ in range(2)]

    assert counts == [1, 0]


def test_who_is_in_is_not_decided_upon_again():
    mariam = inside(course())

    with pytest.raises(Refused, match="est dans la formation"):
        decided(mariam, "refused", "level")
