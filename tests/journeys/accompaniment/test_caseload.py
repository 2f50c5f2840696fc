"""Nadia keeps a view of her caseload, writes to two people, enrols them, and proposes what comes next; with and
without scripts."""

import pytest
from django.utils import timezone

from levier.activity.activities.models import Activity, Enrolment
from levier.evidence.outcomes.models import Proposal
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import KeptFilters
from levier.foundation.accounts.queries import actor_for
from levier.foundation.outbox.models import Message
from levier.register.agenda.models import Todo
from levier.register.people.models import ContactPoint
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.support.pathways.cast import accompanied, noted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose_everybody(page, what):
    page.goto("/accompagnements/miens/")
    for box in page.locator("input[name=choix]").all():
        box.check()
    page.get_by_role("button", name=what).click()


def test_a_caseload_is_worked_through_together(page):
    nadia = colleague(Role.COUNSELLOR)
    house = organisation()
    by, mariam, luc = actor_for(nadia, house), person(), person("Luc")
    for one, kind, value in ((mariam, "mail", "mariam@example.org"), (luc, "phone", "+32470123456")):
        ContactPoint.objects.create(organisation=house, person=one, kind=kind, value=value, key=value)
        accompanied(by, one, referent=nadia)
    noted(by, mariam, DIG01="strong")
    Activity.objects.create(organisation=house, title="Premiers pas", kind="digital", capacity=8)
    sign_in(page, nadia)

    page.goto("/accompagnements/miens/?etat=silence")
    page.get_by_role("link", name="Garder ces filtres").click()
    page.get_by_label("Nom de la vue").fill("À rappeler")
    page.click("main form.sheet button.main")
    page.get_by_role("navigation", name="Mes vues").get_by_role("link", name="À rappeler").wait_for()

    choose_everybody(page, "Écrire à ces personnes")
    page.get_by_label("Objet").fill("Portes ouvertes")
    page.get_by_label("Message", exact=True).fill("Bonjour,\nVenez jeudi.")
    page.click("main form.sheet button.main")
    page.get_by_role("button", name="Envoyer le message").click()
    page.get_by_text("Le message est écrit.").wait_for()

    page.goto(f"/participations/suites/{mariam.pk}/")
    page.get_by_role("link", name="Proposer Premiers pas").click()
    page.click("main form.sheet button.main")
    page.get_by_role("link", name="Noter la réponse").click()
    page.get_by_label("acceptée").check()
    page.click("main form.sheet button.main")
    page.get_by_text("La réponse est notée").wait_for()

    choose_everybody(page, "Inscrire à une activité")
    page.get_by_label("Activité", exact=True).select_option(label="Premiers pas")
    page.get_by_role("button", name="Voir qui peut être inscrit·e").click()
    page.click("form#formulaire button.main")
    page.get_by_text("2 personnes sont inscrites.").wait_for()

    assert KeptFilters.objects.get().query == "etat=silence"
    assert list(Message.objects.values_list("address", flat=True)) == ["mariam@example.org"]
    assert (Todo.objects.count(), Enrolment.objects.count()) == (1, 2)
    assert (Proposal.objects.get().reply, Proposal.objects.get().answered_on) == ("accepted", timezone.localdate())
