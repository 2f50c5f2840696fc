"""What could come next for Mariam, and why: a table of decisions; what was proposed to her, and what she answered."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from levier.activity.activities.actions import enrol_or_wait
from levier.activity.activities.models import Activity
from levier.evidence.outcomes.enums import RefusedFor, Reply, Why
from levier.evidence.outcomes.flows import Stay, ways_from
from levier.evidence.outcomes.following import MANY, SOON, Known, Obstacle, Offer, sources, suggested
from levier.evidence.outcomes.following_actions import answer_proposal, propose_next, withdraw_proposal
from levier.evidence.outcomes.following_queries import answers_in, offers_of, suggestions_for
from levier.evidence.outcomes.models import Proposal
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused
from levier.register.people.leaving import erase_person
from levier.register.people.merging import bring_together, merge_people
from levier.support.pathways.actions import StepDraft, add_goal, add_step
from tests.cast import actor, browser, colleague, organisation, person, project
from tests.evidence.outcomes.test_flows import CARE, DIGITAL, NOW, SEWING, YEAR, comes, led, takes_part
from tests.guards import exactly
from tests.support.pathways.cast import item, noted

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
BASICS, CRAFT = ("activity", 1), ("project", 2)
SCREENS = Obstacle(10, "digital", "Clavier et souris pas encore acquis")
HOME = Obstacle(11, "housing", "Sans logement")


def offer(place=BASICS, name="Premiers pas", **more):
    return Offer(place, name, **more)


def here(place=CRAFT, start=date(2026, 1, 12), end=None):
    return Stay(1, place, start, end)


def whys(offers, known):
    return [(one.offer.name, [str(reason.why) for reason in one.reasons]) for one in suggested(offers, known, TODAY)]


OPEN = offer(themes=frozenset({"digital"}))
NEAR = offer(CRAFT, "Couture", ends_on=TODAY + SOON)
FAR = offer(CRAFT, "Couture", ends_on=TODAY + SOON + timedelta(days=1))
WAY = {CRAFT: {BASICS: MANY}}
TABLE = [
    # what is open, what is known, what is suggested and why
    ([OPEN], Known(), []),
    ([OPEN], Known(obstacles=(SCREENS,)), ["obstacle"]),
    ([OPEN], Known(obstacles=(HOME,)), []),
    ([offer(items=frozenset({11}))], Known(obstacles=(HOME,)), ["obstacle"]),
    ([offer(items=frozenset({11}), themes=frozenset({"digital"}))], Known(obstacles=(SCREENS, HOME)), ["obstacle"] * 2),
    ([OPEN], Known((here(BASICS),), (SCREENS,)), []),
    ([OPEN], Known((here(BASICS, end=date(2026, 3, 1)),), (SCREENS,)), []),
    ([OPEN], Known(obstacles=(SCREENS,), proposed=frozenset({BASICS})), []),
    ([offer(themes=frozenset({"digital"}), free=0)], Known(obstacles=(SCREENS,)), []),
    ([offer(themes=frozenset({"digital"}), free=1)], Known(obstacles=(SCREENS,)), ["obstacle"]),
    ([OPEN, FAR], Known((here(),), ways=WAY), ["often"]),
    ([OPEN, FAR], Known((here(),), ways={CRAFT: {BASICS: MANY - 1}}), []),
    ([OPEN], Known((here(end=date(2026, 5, 1)),), ways=WAY), ["often"]),
    ([OPEN], Known((here(end=date(2026, 5, 1)), here(("project", 3))), ways=WAY), []),
    ([OPEN, NEAR], Known((here(),)), []),
    ([OPEN, NEAR], Known((here(),), (SCREENS,)), ["obstacle", "exit_near"]),
    ([OPEN, NEAR], Known((here(),), ways=WAY), ["often", "exit_near"]),
    ([OPEN, FAR], Known((here(),), (SCREENS,)), ["obstacle"]),
    ([OPEN, NEAR], Known((here(),), (SCREENS,), ways=WAY), ["obstacle", "often", "exit_near"]),
    ([OPEN, NEAR], Known((here(end=date(2026, 5, 1)),), (SCREENS,)), ["obstacle"]),
]


@pytest.mark.parametrize(("offers", "known", "reasons"), TABLE)
def test_what_could_come_next_follows_the_table_of_decisions(offers, known, reasons):
    assert whys(offers, known) == ([("Premiers pas", reasons)] if reasons else [])


def test_what_most_speaks_for_comes_first_then_by_name_and_six_at_most():
    many = [offer(("activity", number), f"Atelier {number}", themes=frozenset({"digital"})) for number in range(9)]
    best = offer(("activity", 20), "Zélie", themes=frozenset({"digital"}), items=frozenset({11}))

    found = suggested([*reversed(many), best], Known(obstacles=(SCREENS, HOME)), TODAY)

    assert [one.offer.name for one in found] == ["Zélie", *(f"Atelier {number}" for number in range(5))]


@pytest.mark.parametrize(
    ("stays", "places"),
    [
        ([], []),
        ([here()], [CRAFT]),
        ([here(), here(BASICS)], [CRAFT, BASICS]),
        ([here(end=date(2026, 5, 1)), here(BASICS, end=date(2026, 4, 1))], [CRAFT]),
        ([here(end=date(2026, 5, 1)), here(BASICS)], [BASICS]),
        ([here(end=TODAY)], [CRAFT]),
        ([here(start=TODAY + timedelta(days=1))], []),
    ],
)
def test_one_goes_on_from_where_one_is_else_from_where_one_was_last(stays, places):
    assert sources(stays, TODAY) == places


def test_ways_count_people_and_not_passages():
    by, mariam = actor(Role.DIRECTION, name="Zoe"), person()
    takes_part(mariam, "NUM", date(2025, 9, 1), date(2025, 12, 19))
    takes_part(mariam, "SOIN", date(2026, 1, 12))
    sewing = comes(person("Luc"), date(2025, 9, 1), date(2025, 10, 1))
    source, target = ("project", led("NUM").pk), ("project", led("SOIN").pk)

    assert ways_from(by, [source], YEAR) == {source: {target: 1}}
    assert ways_from(by, [("activity", sewing.pk)], YEAR) == {}
    with exactly(0):
        assert ways_from(by, [], YEAR) == {}


def digital(title="Premiers pas", **more):
    return Activity.objects.create(organisation=organisation(), title=title, kind="digital", **more)


@time_machine.travel(NOW)
def test_open_places_are_projects_that_run_and_activities_of_none():
    by = actor(name="Zoe")
    running, over = project("NUM", title="Numérique"), project("VIEUX", ends_on=TODAY - timedelta(days=1))
    project("IDEE", status="idea")
    digital(project=running)
    alone, past = digital("Clics", capacity=8), digital("Fini", ends_on=TODAY - timedelta(days=1))

    found = {one.place: one for one in offers_of(by, TODAY)}

    assert set(found) == {("project", running.pk), ("activity", alone.pk)}
    assert found["project", running.pk].themes == {"digital"}
    assert (found["activity", alone.pk].free, over.pk, past.pk) == (8, over.pk, past.pk)


@time_machine.travel(NOW)
@pytest.mark.parametrize(("capacity", "free"), [(2, 0), (3, 1), (None, None)])
def test_places_of_who_is_expected_or_waits_are_not_free_for_her(capacity, free):
    by, activity = actor(name="Zoe"), digital(capacity=1)
    enrol_or_wait(by=by, activity=activity, people=[person("Luc"), person("Ines")], at=NOW)
    Activity.objects.update(capacity=capacity)

    [found] = offers_of(by, TODAY)

    assert found.free == free


@time_machine.travel(NOW)
@pytest.mark.parametrize(("people", "answered"), [(MANY - 1, False), (MANY, True)])
def test_a_place_answers_the_obstacles_for_which_the_plans_of_three_people_chose_it(people, answered):
    by = actor(name="Zoe")
    sewing = Activity.objects.create(organisation=organisation(), title=SEWING, kind="open")
    for number in range(people):
        goal = add_goal(by=by, person=person(f"Luc {number}"), title="Sortir", at=NOW)
        draft = StepDraft("Venir", closes_with=f"activities.activity:{sewing.pk}", items=(item(by, "HOU01"),))
        add_step(by=by, goal=goal, draft=draft, at=NOW)

    [found] = offers_of(by, TODAY)

    assert found.items == (frozenset({item(by, "HOU01").pk}) if answered else frozenset())


@time_machine.travel(NOW)
def test_an_obstacle_that_one_may_not_read_suggests_nothing():
    by, mariam = actor(name="Zoe"), person()
    noted(by, mariam, DIG01="strong")
    digital()

    assert [one.offer.name for one in suggestions_for(by, mariam, [], TODAY)] == ["Premiers pas"]
    assert suggestions_for(actor(Role.PROJECT_OFFICER, name="Paul"), mariam, [], TODAY) == []


def made(by, mariam, **more):
    return propose_next(by=by, person=mariam, at=NOW, **({"activity": digital(), "why": Why.OBSTACLE} | more))


def answered(by, proposal, reply, **more):
    return answer_proposal(by=by, proposal=proposal, reply=reply, on=TODAY, at=NOW, **more)


def test_a_proposal_is_kept_with_its_reason_and_waits_for_an_answer():
    by, mariam = actor(), person()

    proposal = made(by, mariam)

    assert (proposal.reply, proposal.proposed_on, proposal.name) == (Reply.WAITING, TODAY, "Premiers pas")
    assert Line.objects.get(verb="proposal.made").object == f"outcomes.proposal:{proposal.pk}"


def test_the_same_is_not_proposed_twice_and_not_both_at_once():
    by, mariam = actor(), person()
    first = made(by, mariam)

    with pytest.raises(ValidationError, match="déjà proposé"):
        made(by, mariam, activity=first.activity)
    with pytest.raises(ValidationError, match="un projet, ou une activité"):
        made(by, mariam, project=project())


def test_a_refusal_has_a_reason_and_another_answer_has_none():
    by, mariam = actor(), person()
    proposal = made(by, mariam)
    with pytest.raises(ValidationError, match="raison du refus"):
        answered(by, proposal, Reply.REFUSED)

    refused = answered(by, proposal, Reply.REFUSED, refused_for=RefusedFor.HOURS)
    accepted = answered(by, proposal, Reply.ACCEPTED, refused_for=RefusedFor.HOURS)
    again = answered(by, proposal, Reply.WAITING)

    assert [(one.reply, one.refused_for, one.answered_on) for one in (refused, accepted, again)] == [
        ("refused", "hours", TODAY),
        ("accepted", "", TODAY),
        ("waiting", "", None),
    ]


@pytest.mark.parametrize("days", [1, -1])
def test_an_answer_comes_after_the_proposal_and_not_after_today(days):
    by, mariam = actor(), person()
    proposal = made(by, mariam)

    with pytest.raises(Refused):
        answer_proposal(by=by, proposal=proposal, reply=Reply.ACCEPTED, on=TODAY + timedelta(days=days), at=NOW)


def test_who_does_not_write_participations_proposes_nothing():
    with pytest.raises(Refused):
        made(actor(Role.ANIMATOR, name="Bruno"), person())


def test_a_proposal_noted_by_mistake_is_taken_back():
    by, mariam = actor(), person()
    proposal = made(by, mariam)

    withdraw_proposal(by=by, proposal=proposal, at=NOW)

    assert (Proposal.objects.count(), Line.objects.filter(verb="proposal.withdrawn").count()) == (0, 1)


def test_of_two_proposals_of_one_file_and_its_double_the_answered_one_stands():
    by = actor(Role.DIRECTION, name="Zoe")
    mariam, twin = person(), person("Mariama")
    activity = digital()
    made(by, mariam, activity=activity)
    answered(by, made(by, twin, activity=activity), Reply.ACCEPTED)

    merge_people(by=by, pair=bring_together(by=by, one=mariam, other=twin, at=NOW), at=NOW)

    kept = Proposal.objects.get()
    assert (kept.person.merged_into, kept.reply) == (None, "accepted")


def test_what_was_proposed_goes_with_the_person_who_is_erased():
    by, mariam = actor(Role.DIRECTION, name="Zoe"), person()
    made(by, mariam, remark="le soir")

    erase_person(by=by, person=mariam, reason="asked", at=NOW)

    assert Proposal.objects.count() == 0


@time_machine.travel(NOW)
def test_one_reads_the_reasons_proposes_and_notes_the_refusal():
    nadia = colleague()
    mariam = person()
    noted(actor(name="Zoe"), mariam, DIG01="strong")
    activity = digital(capacity=8)
    client, page = browser(nadia), reverse("outcomes:following", args=[mariam.pk])
    [(shown, [reason], address)] = client.get(page).context["suggestions"]

    client.submit(address, {"place": f"activity-{activity.pk}", "why": "obstacle", "remark": ""})
    proposal = Proposal.objects.get()
    values = {"reply": "refused", "refused_for": "hours", "on": "15/06/2026", "remark": "le soir", "version": 1}
    led_to = client.submit(reverse("outcomes:answer_proposal", args=[proposal.pk]), values)
    after = client.get(page)

    assert (shown.name, reason.startswith("Répond à un frein encore présent"), led_to["Location"]) == (
        "Premiers pas",
        True,
        page,
    )
    assert after.context["suggestions"] == []
    assert [(one.name, one.reply, one.refused_for) for one in after.context["proposals"]] == [
        ("Premiers pas", "refused", "hours")
    ]
    assert Line.objects.filter(verb="proposal.read").count() == 2


@time_machine.travel(NOW)
def test_a_refusal_without_reason_is_asked_for_one():
    nadia = colleague()
    proposal = made(actor(name="Zoe"), person())
    values = {"reply": "refused", "refused_for": "", "on": "15/06/2026", "version": 1}

    answer = browser(nadia).submit(reverse("outcomes:answer_proposal", args=[proposal.pk]), values)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["refused_for"])


@time_machine.travel(NOW)
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_many_questions_for_one_proposal_as_for_three(count):
    by, mariam = actor(Role.DIRECTION, name="Zoe"), person()
    for number in range(count):
        digital(f"Libre {number}")
        made(by, mariam, activity=digital(f"Atelier {number}"))
    takes_part(mariam, "NUM", date(2025, 9, 1))
    client = browser(colleague(Role.DIRECTION, name="Claire"))
    page = reverse("outcomes:following", args=[mariam.pk])
    client.get(page)

    with exactly(16):
        client.get(page)


def test_the_answers_of_a_period_are_counted_place_by_place_with_the_reasons_of_refusals():
    by = actor(Role.DIRECTION, name="Zoe")
    activity, course = digital(), project("NUM", title="Numérique")
    for number, why in enumerate(("hours", "hours", "distance")):
        one = made(by, person(f"Luc {number}"), activity=activity)
        answered(by, one, Reply.REFUSED, refused_for=why)
    answered(by, made(by, person("Ines"), activity=activity), Reply.ACCEPTED)
    made(by, person("Ali"), activity=None, project=course)

    found = answers_in(by, YEAR)

    assert [(one.name, one.proposed, one.accepted, one.refused, one.waiting) for one in found] == [
        ("Premiers pas", 4, 1, 3, 0),
        (DIGITAL, 1, 0, 0, 1),
    ]
    assert [count for _why, count in found[0].reasons] == [2, 1]
    assert answers_in(by, Period(TODAY - timedelta(days=9), TODAY - timedelta(days=1))) == []
    assert answers_in(actor(at=organisation("ailleurs"), name="Aziz"), YEAR) == []


@time_machine.travel(NOW)
def test_the_page_of_passages_shows_what_was_proposed_and_refused():
    by = actor(Role.DIRECTION, name="Zoe")
    answered(by, made(by, person()), Reply.REFUSED, refused_for=RefusedFor.CHILDCARE)

    page = browser(colleague(Role.DIRECTION, name="Claire")).get(reverse("outcomes:flows"))

    assert [(one.name, one.refused) for one in page.context["answers"]] == [("Premiers pas", 1)]
    assert "la garde des enfants manque (1)" in page.content.decode()
    assert CARE not in page.content.decode()
