"""Nadia sends Mariam to the evening school; the school answers on a phone, by the link of the mail, without account."""

import re

import pytest
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.outbox.letters import text_of
from levier.foundation.outbox.models import Message
from levier.support.pathways.letters import address_of
from levier.support.pathways.models import Referral
from tests.cast import actor, colleague, person
from tests.journeys.conftest import sign_in
from tests.journeys.main_job.steps import fill, follow, press
from tests.journeys.reading import faults, sticks_out
from tests.support.pathways.cast import allowed, partner, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school():
    return partner(mail="bonjour@ecole.example")


def test_a_person_is_referred_with_her_agreement_and_the_partner_answers_on_a_phone(page, school):
    mariam, nadia = person(), colleague(Role.COUNSELLOR)
    sign_in(page, nadia)
    page.goto(f"/accompagnements/{mariam.pk}/orientations/")

    follow(page, "Orienter")
    page.select_option("select[name=partner]", label="École du soir")
    fill(page, why="Elle veut écrire mieux", message="Une place au cours du soir ?")
    page.get_by_label("nom et date de naissance").check()
    press(page, "Envoyer la demande")
    page.locator(".notice.error").get_by_text("n'a pas permis").wait_for()
    assert page.get_by_role("link", name="Demander un accord à la personne").count() == 1
    allowed(actor(name="Zoe"), mariam, school, on=timezone.localdate())
    press(page, "Envoyer la demande")
    page.get_by_text("La demande part vers bonjour@ecole.example.").wait_for()

    link = re.search(r"https?://\S+", text_of(Message.objects.get(kind="pathways.referral")))[0]
    page.context.clear_cookies()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(link)
    page.get_by_text("Une place au cours du soir ?").wait_for()
    assert not sticks_out(page)
    assert page.get_by_text("Elle veut écrire mieux").count() == 0
    page.get_by_label("Oui, et nous proposons une date").check()
    fill(page, answered_by="Sofia")
    press(page, "Envoyer ma réponse")
    page.locator(".notice.error").get_by_text("Donnez la date que vous proposez.").wait_for()
    fill(page, proposed_on="31/12/2099", reason="À 9 h, à l'accueil")
    press(page, "Envoyer ma réponse")
    page.get_by_role("heading", name="Merci, votre réponse est arrivée").wait_for()
    assert not sticks_out(page)

    page.goto(link)
    page.get_by_text("a déjà reçu une réponse").wait_for()
    held = Referral.objects.get()
    assert (held.answer, held.answered_by, held.noted_by) == ("proposed", "Sofia", None)

    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, nadia)
    page.get_by_text("réponse à une orientation").first.wait_for()
    page.goto(f"/accompagnements/{mariam.pk}/orientations/")
    press(page, "J'ai lu la réponse : École du soir")
    page.get_by_text("La réponse est lue.").wait_for()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_referrals_have_no_fault_and_fit(axe_page, school, width):
    mariam, me, now = person(), actor(name="Zoe"), timezone.now()
    one = sent(me, mariam, school, on=timezone.localdate(), at=now, site="")
    sign_in(axe_page, colleague(Role.COORDINATION))
    axe_page.set_viewport_size({"width": width, "height": 900})
    wrong = {}

    for address in (
        f"/accompagnements/{mariam.pk}/orientations/",
        f"/accompagnements/{mariam.pk}/orientations/nouvelle/",
        f"/accompagnements/orientations/{one.pk}/reponse/",
        "/accompagnements/orientations/",
        "/accompagnements/orientations/partenaires/",
        f"/partenaires/{school.pk}/",
        address_of(one),
        "/accompagnements/orientations/repondre/abime/",
    ):
        axe_page.goto(address)
        found = faults(axe_page)
        if found or sticks_out(axe_page):
            wrong[address] = found or "wider than the page"

    assert wrong == {}
