"""Nadia begins a note and takes a template; Rosa opens the file of Mariam in an emergency. With and without scripts."""

import pytest

from levier.foundation.accounts.enums import Role
from levier.support.pathways.models import ExceptionalAccess, Note, NoteDraft, PlanTemplate, Step
from tests.cast import colleague, person
from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_one_types_is_kept_is_found_again_and_becomes_the_note(page):
    mariam = person()
    sign_in(page, colleague(Role.COUNSELLOR))
    page.goto(f"/accompagnements/{mariam.pk}/notes/nouvelle/")
    page.fill("textarea[name=text]", "Elle a visité la crèche")
    page.click("button[value=brouillon]")
    page.get_by_text("Le brouillon est gardé, pour vous.").wait_for()

    page.get_by_role("link", name="Terminer la note").click()
    page.select_option("select[name=modele]", label="Bilan")
    page.click("button[value=modele]")
    page.wait_for_url("**?modele=*")
    text = page.input_value("textarea[name=text]")
    page.click("#formulaire button.main")
    page.get_by_text("La note est gardée.", exact=True).wait_for()

    assert text.startswith("Elle a visité la crèche\n\nCe qui était convenu")
    assert NoteDraft.objects.count() == 0
    assert Note.objects.get().text.startswith("Elle a visité la crèche\n\nCe qui était convenu")


def test_a_template_enters_the_plan_without_what_was_unticked(page):
    mariam = person()
    sign_in(page, colleague(Role.COUNSELLOR))
    page.goto(f"/accompagnements/{mariam.pk}/plan/")
    page.get_by_role("link", name="Ajouter des étapes d'un modèle").click()
    page.get_by_role("link", name="Rétablir des droits").click()
    page.get_by_label("Vérifier que la mutuelle est en ordre").first.uncheck()
    page.click("main form button.main")
    page.get_by_text("7 étapes sont ajoutées.").wait_for()

    wanted = PlanTemplate.objects.get(code="droits").steps.exclude(title__contains="mutuelle")
    assert set(Step.objects.values_list("title", flat=True)) == set(wanted.values_list("title", flat=True))


def test_in_an_emergency_a_file_is_opened_read_and_closed_again(page):
    mariam = person()
    sign_in(page, colleague(Role.RECEPTION, name="Rosa"))
    page.goto(f"/personnes/{mariam.pk}/")
    page.get_by_role("link", name="Accès exceptionnel au dossier").click()
    page.fill("textarea[name=reason]", "Elle vient de faire un malaise à l'accueil")
    page.click("#formulaire button.main")
    page.get_by_role("heading", name="Diagnostic").wait_for()
    page.get_by_role("button", name="refermer le dossier").click()
    page.get_by_text("le dossier est refermé").first.wait_for()

    held = ExceptionalAccess.objects.get()
    assert (held.person, held.ended_by.name) == (mariam, "Rosa")


def test_with_scripts_nobody_has_to_press_anything_for_a_draft(axe_page):
    mariam = person()
    page = axe_page
    sign_in(page, colleague(Role.COUNSELLOR))
    page.goto(f"/accompagnements/{mariam.pk}/notes/nouvelle/")
    page.fill("textarea[name=text]", "Elle a visité la crèche")
    page.locator("#brouillon", has_text="Brouillon gardé à").wait_for()

    assert NoteDraft.objects.get().text == "Elle a visité la crèche"
