"""Aziz waits for a place in a workshop that is full; one becomes free, and he takes it by the link, on a phone.

With scripts and without.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.actions import create_activity, enrol
from levier.activity.activities.models import WaitingEntry
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.queries import actor_for
from tests.activity.activities.waiting_cast import seated
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults, sticks_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def full_workshop(user):
    """One place, and Mariam has it."""
    by, now = actor_for(user, organisation()), timezone.now()
    values = {"title": "Café couture", "kind": "open", "capacity": 1, "priority": "45 ans et plus"}
    activity = create_activity(by=by, values=values, at=now)
    enrol(by=by, activity=activity, people=[person("Mariam")], at=now)
    person("Aziz", "Benali")
    person("Emre", "Kaya")
    return activity


def put_on_the_list(page, activity, name):
    page.goto(reverse("activities:enrol", args=[activity.pk]))
    page.fill("#qui", name)
    page.locator("main form[role=search] button").click()
    page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Inscrire ces personnes").click()


def leaves(page, name):
    page.get_by_role("link", name=f"Noter son départ : {name}").click()
    page.get_by_role("button", name="Noter la fin de l'inscription").click()
    page.get_by_text("La fin de l'inscription est notée.").wait_for()


def link_of(name):
    entry = WaitingEntry.objects.get(person__first_name=name)
    token = link_token(entry.organisation_id, "seat", entry.pk, entry.offered_until)
    return reverse("activities:seat_by_link", args=[token])


def test_from_the_waiting_list_to_a_place_by_the_link_on_a_phone(page):
    user = colleague(Role.ANIMATOR, name="Bruno")
    activity = full_workshop(user)
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, user)

    put_on_the_list(page, activity, "Aziz Benali")
    page.get_by_text("Aziz Benali est sur la liste d'attente, n° 1.").wait_for()
    put_on_the_list(page, activity, "Emre Kaya")
    page.get_by_text("Emre Kaya est sur la liste d'attente, n° 2.").wait_for()
    leaves(page, "Mariam Diallo")
    page.context.clear_cookies()
    page.goto(link_of("Aziz"))
    fits = not sticks_out(page)
    page.get_by_role("button", name="Oui, je prends la place").click()
    page.get_by_role("heading", name="Merci, la place est à vous").wait_for()

    assert (fits, seated(activity)) == (True, ["Aziz"])
    assert sorted(WaitingEntry.objects.values_list("person__first_name", "end")) == [("Aziz", "seated"), ("Emre", "")]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_list_its_forms_and_the_link_have_no_fault_and_fit(axe_page, width):
    user = colleague(Role.ANIMATOR, name="Bruno")
    activity = full_workshop(user)
    sign_in(axe_page, user)
    axe_page.set_viewport_size({"width": width, "height": 800})
    for name in ("Aziz Benali", "Emre Kaya"):
        put_on_the_list(axe_page, activity, name)
        axe_page.get_by_text("est sur la liste d'attente").wait_for()
    leaves(axe_page, "Mariam Diallo")
    emre = WaitingEntry.objects.get(person__first_name="Emre")
    wrong = {}

    for address in (
        reverse("activities:activity", args=[activity.pk]),
        reverse("activities:enrol", args=[activity.pk]),
        reverse("activities:wait_first", args=[emre.pk]),
        link_of("Aziz"),
    ):
        axe_page.goto(address)
        found = faults(axe_page)
        if found or sticks_out(axe_page):
            wrong[address] = found or "wider than the page"

    assert wrong == {}
