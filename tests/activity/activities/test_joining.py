"""People chosen in a caseload join an activity together: seen beforehand with what to know, then all or nobody."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.activity.activities.actions import end_enrolment, enrol_together
from levier.activity.activities.joining import joining
from levier.activity.activities.models import Enrolment
from levier.activity.activities.rules import may_join
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import MONDAY, workshop
from tests.cast import actor, browser, colleague, organisation, person, project
from tests.guards import exactly
from tests.support.pathways.cast import accompanied

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def able(activity, *people):
    return [(one.first_name, note) for one, note in joining(activity, people).able]


def page_for(held, activity=None):
    keys = "&".join(f"choix={one.pk}" for one in held)
    where = f"&activite={activity.pk}" if activity else ""
    return f"{reverse('activities:enrol_chosen')}?liste=pathways:pathways&{keys}{where}"


def names(activity):
    return sorted(activity.enrolments.filter(ended_on=None).values_list("person__first_name", flat=True))


def test_who_is_not_there_yet_may_join():
    activity, _session, _people = workshop(1)

    assert able(activity, person("Luc"), person("Ines")) == [("Luc", ""), ("Ines", "")]


def test_who_is_expected_already_stays_so_and_is_said_to_be_there():
    activity, _session, [mariam] = workshop(1)

    found = joining(activity, [mariam])

    assert (found.able, found.there) == ([], [(mariam, "déjà inscrit·e")])


def test_who_had_left_comes_back_and_one_reads_since_when():
    activity, _session, [mariam] = workshop(1)
    end_enrolment(by=actor(), enrolment=Enrolment.objects.get(), on=TODAY, reason="", at=MONDAY)

    assert able(activity, mariam) == [("Mariam01", "revient\u202f: n'était plus attendu·e depuis le 15 juin 2026")]


def test_a_stranger_to_the_project_is_said_to_be_one():
    course = project()
    activity, _session, [mariam] = workshop(1, project=course)
    Participation.objects.create(organisation=organisation(), project=course, person=mariam, entry_on=TODAY)

    assert able(activity, person("Luc")) == [("Luc", "hors projet\u202f: ses heures ne comptent pas pour lui")]


@pytest.mark.parametrize(
    ("capacity", "people", "free", "lacking"),
    [(None, 3, None, 0), (4, 2, 3, 0), (4, 3, 3, 0), (4, 4, 3, 1)],
)
def test_places_are_counted_beforehand(capacity, people, free, lacking):
    activity, _session, _there = workshop(1, capacity=capacity)

    found = joining(activity, [person(f"Luc {number}") for number in range(people)])

    assert (found.free, found.lacking) == (free, lacking)


@pytest.mark.parametrize("count", [1, 3])
def test_what_joining_would_do_is_asked_in_one_question_however_many(count):
    activity, _session, _there = workshop(1)
    people = [person(f"Luc {number}") for number in range(count)]

    with exactly(1):
        joining(activity, people)


@pytest.mark.parametrize(("ends", "says"), [(None, True), (0, True), (1, True), (-1, False)])
def test_one_joins_what_goes_on_or_is_to_come(ends, says):
    activity, _session, _people = workshop(0)
    activity.ends_on = None if ends is None else TODAY + timedelta(days=ends)

    assert bool(may_join(activity, TODAY)) == says


def test_nobody_joins_what_is_over():
    activity, _session, _people = workshop(0)
    activity.ends_on = TODAY - timedelta(days=1)

    with pytest.raises(Refused, match="terminée"):
        enrol_together(by=actor(), activity=activity, people=[person()], at=MONDAY)


@time_machine.travel(MONDAY)
def test_people_of_a_caseload_are_shown_then_enrolled_together():
    activity, _session, _people = workshop(0)
    nadia = colleague()
    by = actor_for(nadia, organisation())
    held = [accompanied(by, person(name), referent=nadia) for name in ("Mariam", "Luc", "Ines")]
    client, page = browser(nadia), page_for(held, activity)
    shown = client.get(page)
    before = names(activity)
    chosen = [str(one.person_id) for one in held[:2]]

    answer = client.submit(page, {"people": chosen, "starts_on": "16/06/2026"})

    assert sorted(one.first_name for one, _note in shown.context["seen"].able) == ["Ines", "Luc", "Mariam"]
    assert (before, names(activity), answer["Location"]) == ([], ["Luc", "Mariam"], f"/activites/{activity.pk}/")
    assert set(Enrolment.objects.values_list("starts_on", flat=True)) == {TODAY + timedelta(days=1)}
    assert Line.objects.filter(verb="activity.enrolled").count() == 1


@time_machine.travel(MONDAY)
def test_when_places_lack_the_first_go_and_the_others_wait():
    activity, _session, _people = workshop(1, capacity=2)
    nadia = colleague()
    held = [accompanied(actor_for(nadia, organisation()), person(name)) for name in ("Luc", "Ines")]
    chosen = [str(one.person_id) for one in held]

    answer = browser(nadia).submit(page_for(held, activity), {"people": chosen})

    assert (answer.status_code, names(activity)) == (303, ["Luc", "Mariam01"])
    waiting = activity.waiting.get()
    assert (waiting.person.first_name, waiting.site) == ("Ines", "http://testserver")


@time_machine.travel(MONDAY)
@pytest.mark.parametrize(("capacity", "ticked"), [(1, 2), (2, 0), (3, 2), (None, 2)])
def test_where_some_places_lack_nobody_is_ticked_beforehand(capacity, ticked):
    activity, _session, _people = workshop(1, capacity=capacity)
    nadia = colleague()
    held = [accompanied(actor_for(nadia, organisation()), person(name)) for name in ("Luc", "Ines")]

    shown = browser(nadia).get(page_for(held, activity))

    assert len(shown.context["form"].initial["people"]) == ticked


@time_machine.travel(MONDAY)
def test_a_full_activity_takes_them_on_its_waiting_list():
    activity, _session, _people = workshop(1, capacity=1)
    nadia = colleague()
    held = accompanied(actor_for(nadia, organisation()), person("Luc"))

    client, page = browser(nadia), page_for([held], activity)
    shown = client.get(page).text
    client.submit(page, {"people": [str(held.person_id)]})

    assert ("Il ne reste aucune place" in shown, "Mettre sur la liste d&#x27;attente" in shown) == (True, True)
    assert (names(activity), activity.waiting.get().person) == (["Mariam01"], held.person)


@time_machine.travel(MONDAY)
def test_somebody_who_was_not_chosen_is_not_enrolled_by_their_number():
    activity, _session, _people = workshop(0)
    nadia, luc = colleague(), person("Luc")
    held = accompanied(actor_for(nadia, organisation()), person())

    answer = browser(nadia).submit(page_for([held], activity), {"people": [str(luc.pk)]})

    assert (answer.status_code, names(activity)) == (422, [])


def test_who_does_not_accompany_chooses_nobody_here():
    held = accompanied(actor(), person())
    bruno = browser(colleague(Role.ANIMATOR, name="Bruno"))

    assert bruno.get(page_for([held])).status_code == 403


def test_one_begins_by_choosing_people_then_an_activity():
    activity, _session, _people = workshop(0)
    over, _session, _people = workshop(0, at=organisation("ailleurs"))
    nadia = colleague()
    held = accompanied(actor_for(nadia, organisation()), person())
    client = browser(nadia)

    nobody = client.get(reverse("activities:enrol_chosen")).content.decode()
    where = client.get(page_for([held])).context["asked"].fields["activite"].queryset

    assert "Choisissez d&#x27;abord des personnes" in nobody or "Choisissez d'abord des personnes" in nobody
    assert list(where) == [activity]
    assert client.get(page_for([held], over)).status_code == 422


def test_the_caseload_offers_to_write_to_enrol_and_to_hand_over():
    nadia = colleague()
    accompanied(actor_for(nadia, organisation()), person(), referent=nadia)

    offered = browser(nadia).get("/accompagnements/miens/").context["bulk"]

    assert [one.url_name for one in offered] == ["pathways:write_to", "pathways:hand_over", "activities:enrol_chosen"]
