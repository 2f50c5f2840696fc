"""Nadia receives Mariam for the first time: file, diagnosis, plan, in a real browser, with and without scripts."""

import pytest

from levier.foundation.accounts.enums import Role
from levier.register.people.models import Person
from levier.support.pathways.models import Finding, Goal, Pathway, Step
from tests.cast import colleague
from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def answer(page, item, level):
    page.locator("fieldset.finding", has_text=item).get_by_label(level, exact=True).check()


def test_from_the_first_word_to_the_first_step(page):
    nadia = colleague(Role.COUNSELLOR)
    sign_in(page, nadia)

    page.goto("/personnes/nouvelle/")
    page.fill("input[name=first_name]", "Mariam")
    page.fill("input[name=last_name]", "Diallo")
    page.click("main form button.main")
    page.wait_for_url("**/personnes/*/")
    page.click("text=Commencer l'accompagnement")
    page.fill("textarea[name=request]", "Travailler près de l'école")
    page.click("main form button.main")

    page.wait_for_url("**/diagnostic/")
    page.locator("section", has_text="Famille").get_by_role("link", name="En parler").click()
    page.locator("#family").wait_for()
    answer(page, "Garde d'enfant manquante", "fort")
    answer(page, "Horaires limités par la famille", "léger")
    page.locator("button", has_text="Enregistrer et passer à la suite").click()
    page.locator("form h2, h2#language_literacy").first.wait_for()
    page.locator("section", has_text="Garde d'enfant manquante").first.wait_for()

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Ajouter un but").first.click()
    page.fill("input[name=title]", "Travailler dans une cuisine")
    page.click("main form button.main")
    page.wait_for_url("**/etapes/nouvelle/")
    page.fill("input[name=title]", "Visiter la crèche du quartier")
    page.get_by_label("Garde d'enfant manquante").check()
    page.click("main form button.main")
    page.get_by_text("L'étape est ajoutée.").wait_for()

    mariam = Person.objects.get()
    assert Pathway.objects.get().referents.get().user == nadia
    assert sorted(Finding.objects.values_list("item__code", "level")) == [("FAM01", "strong"), ("FAM02", "light")]
    assert (Goal.objects.get().person, Step.objects.get().items.get().code) == (mariam, "FAM01")
