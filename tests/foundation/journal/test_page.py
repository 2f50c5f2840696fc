"""An administrator reads the journal in plain sentences."""

import pytest
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership
from levier.foundation.journal.actions import record
from levier.foundation.kit.screens import reference
from levier.register.people.actions import Identity, create_person
from tests.cast import NOON, actor, browser, colleague, organisation, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
PAGE = reverse("journal:journal")


def test_a_line_says_who_did_what_to_whom_and_leads_there():
    mariam = person("Mariam", "Diallo")
    record(by=actor(Role.COUNSELLOR, name="Samira"), verb="person.read", object=reference(mariam), at=NOON)

    page = browser(colleague(Role.DIRECTION, name="Claire")).get(PAGE).text

    assert "Samira" in page
    assert "a lu la fiche d&#x27;une personne" in page or "a lu la fiche d'une personne" in page
    assert f'<a href="{reverse("people:person", args=[mariam.pk])}">Mariam Diallo</a>' in page


def test_an_administrator_who_may_not_open_a_person_does_not_read_the_name_here():
    mariam = person("Mariam", "Diallo")
    record(by=actor(Role.COUNSELLOR), verb="person.read", object=reference(mariam), at=NOON)

    page = browser(colleague(Role.ADMINISTRATOR)).get(PAGE).text

    assert "Mariam" not in page
    assert f'<td data-label="Sur quoi">n°\u00a0{mariam.pk}</td>' in page


def test_it_is_searched_by_act_and_by_day():
    by = actor(Role.COUNSELLOR)
    record(by=by, verb="person.read", object="people.person:71", at=NOON)
    record(by=by, verb="person.created", object="people.person:72", at=NOON.replace(month=7))
    claire = browser(colleague(Role.DIRECTION))

    by_act = claire.get(PAGE, {"quoi": "person.read"}).text
    since = claire.get(PAGE, {"depuis": "01/07/2026"}).text
    until = claire.get(PAGE, {"jusque": "15/06/2026"}).text

    assert ("n°\u00a071<" in by_act, "n°\u00a072<" in by_act) == (True, False)
    assert ("n°\u00a071<" in since, "n°\u00a072<" in since) == (False, True)
    assert ("n°\u00a071<" in until, "n°\u00a072<" in until) == (True, False)


def test_another_organisation_s_journal_is_not_there():
    record(by=actor(Role.COUNSELLOR, at=organisation("ailleurs")), verb="person.read", object="people.person:71")

    assert "n°\u00a071<" not in browser(colleague(Role.DIRECTION)).get(PAGE).text


def test_a_counsellor_does_not_read_it():
    assert browser(colleague(Role.COUNSELLOR)).get(PAGE).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_one_line_and_three(count):
    by = actor(Role.COUNSELLOR)
    for number in range(count):
        record(by=by, verb="person.read", object=reference(person(f"Mariam{number}")), at=NOON)
    claire = browser(colleague(Role.DIRECTION))
    claire.get(PAGE)

    with exactly(7):
        claire.get(PAGE)


def test_it_is_searched_by_who_acted_even_when_they_left():
    samira, karim = actor(Role.COUNSELLOR, name="Samira"), actor(Role.COUNSELLOR, name="Karim")
    for one, number in ((samira, 71), (karim, 72)):
        record(by=one, verb="person.read", object=f"people.person:{number}", at=NOON)
    Membership.objects.filter(user_id=samira.user_id).update(ended_at=NOON)
    claire = browser(colleague(Role.DIRECTION, name="Claire"))

    page = claire.get(PAGE, {"qui": f"user:{samira.user_id}"}).text

    assert ("n°\u00a071<" in page, "n°\u00a072<" in page) == (True, False)
    assert '<option value="house">Levier</option>' in page


def test_it_is_searched_by_whom_it_was_about_as_far_as_one_may_know_them():
    names = (("Mariam", "Diallo"), ("Aziz", "Benali"))
    clerk = actor(Role.RECEPTION, name="Rosa")
    for one in [create_person(by=clerk, identity=Identity(*name), at=NOON) for name in names]:
        record(by=actor(Role.COUNSELLOR, name=one.first_name), verb="person.read", object=reference(one), at=NOON)

    seen = browser(colleague(Role.DIRECTION)).get(PAGE, {"sur": "diallo"}).text
    unseen = browser(colleague(Role.ADMINISTRATOR)).get(PAGE, {"sur": "diallo"}).text

    assert ("Mariam Diallo" in seen, "Aziz Benali" in seen) == (True, False)
    assert "Aucune ligne ne correspond" in unseen
