"""Nadia logs an application of Mariam's by the keyboard alone, then ticks it as encoded at Actiris."""

from datetime import timedelta

import pytest
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.support.jobsearch.models import Application, Encoding
from levier.support.pathways.actions import open_pathway
from tests.cast import actor, colleague, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults, sticks_out
from tests.support.jobsearch.cast import application, contract, conversation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def accompanied():
    mariam, nadia = person(), colleague(Role.COUNSELLOR)
    opened = timezone.localdate() - timedelta(days=30)
    open_pathway(by=actor(Role.DIRECTION, name="Zoe"), person=mariam, on=opened, referent=nadia, at=timezone.now())
    return mariam, nadia


def test_an_application_is_logged_by_the_keyboard_and_ticked_for_actiris(page):
    mariam, nadia = accompanied()
    sign_in(page, nadia)
    page.goto(f"/personnes/{mariam.pk}/")
    page.get_by_role("link", name="Noter une candidature").click()

    page.get_by_label("Employeur").focus()
    page.keyboard.type("Boulangerie Midi")
    page.keyboard.press("Enter")
    page.get_by_text("C'est noté.").wait_for()
    held = Application.objects.get()
    assert (held.employer, held.kind, held.on) == ("Boulangerie Midi", "application", timezone.localdate())

    page.goto("/recherche-emploi/actiris/")
    page.get_by_label("Encodé\u202f: aide à une candidature, Mariam Diallo").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Noter comme encodés à Actiris").press("Enter")
    page.get_by_text("1 acte est noté comme encodé.").wait_for()
    assert Encoding.objects.get().number == held.pk
    page.set_viewport_size({"width": 320, "height": 640})
    assert not sticks_out(page)


def test_its_pages_are_read_without_fault(axe_page):
    mariam, nadia = accompanied()
    sign_in(axe_page, nadia)
    now = timezone.now()
    application(mariam, on=timezone.localdate(), at=now)
    conversation(mariam, on=timezone.localdate(), at=now)
    held = contract(mariam, at=now)
    pages = [f"personne/{mariam.pk}/{name}" for name in ("", "appels/", "papiers/")]

    for address in (*pages, "actiris/", f"contrats/{held.pk}/", "candidatures/"):
        axe_page.goto(f"/recherche-emploi/{address}")
        assert (address, faults(axe_page), sticks_out(axe_page)) == (address, [], False)
