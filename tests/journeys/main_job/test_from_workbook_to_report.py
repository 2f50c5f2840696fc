"""The main job: a project, its workbook, its report, and the way from a figure to a person."""

import json
import re

import pytest

from levier.foundation.accounts.enums import Role
from tests.cast import colleague
from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def import_file(page, kind, file):
    page.goto("/imports/nouveau/")
    page.select_option("select[name=kind]", kind)
    page.set_input_files("input[name=file]", file)
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_role("button", name=re.compile("^Importer")).click()
    page.get_by_text("Ce classeur est importé.").wait_for()


def row_of(page, code):
    """The row of an indicator in the tables of figures (charts have tables of their own)."""
    return page.locator("table.report").get_by_role("row").filter(has_text=code)


def test_from_the_workbook_to_the_report(page, shared_data):
    sign_in(page, colleague(Role.PROJECT_OFFICER))
    page.goto("/projets/nouveau/")
    page.fill("input[name=code]", "FSE-PETIT")
    page.fill("input[name=title]", "Retour vers l'emploi")
    page.select_option("select[name=rule_set]", "esf-plus-2021")
    page.get_by_role("button", name="Ajouter le projet").click()
    page.get_by_role("heading", name="Retour vers l'emploi").wait_for()
    workbook = shared_data / "kit-esf" / "petit" / "fichier-stagiaires.xlsx"
    import_file(page, "people", workbook)
    import_file(page, "hours", workbook)

    page.goto("/rapports/")
    page.get_by_role("link", name="Retour vers l'emploi").click()
    address = page.url.split("?")[0] + "?du=2024-01-01&au=2024-12-31"
    page.goto(address)

    expected = json.loads((shared_data / "kit-esf" / "petit" / "expected-2024.json").read_text())
    assert page.request.get(address + "&format=json").json() == expected
    assert page.get_by_role("heading", level=1).inner_text() == "21 personnes entrées, 1 sortie vers un emploi"
    row_of(page, "EECO03").get_by_role("link", name="1").last.click()
    page.get_by_role("link", name="Giulia Kowalczyk").click()
    standing = page.locator("section[aria-labelledby=compte]")
    assert standing.get_by_role("listitem").filter(has_text="EECO03").count() == 1
    reason = standing.locator("dl.reasons > div").filter(has_text="EECO05")
    assert reason.locator("dt").inner_text() == "N'était pas en emploi à l'entrée"


def test_a_frozen_report_never_moves(page, shared_data):
    sign_in(page, colleague(Role.DIRECTION))
    page.goto("/projets/nouveau/")
    page.fill("input[name=code]", "FSE-PETIT")
    page.fill("input[name=title]", "Retour vers l'emploi")
    page.select_option("select[name=rule_set]", "esf-plus-2021")
    page.get_by_role("button", name="Ajouter le projet").click()
    import_file(page, "people", shared_data / "kit-esf" / "petit" / "fichier-stagiaires.xlsx")
    page.goto("/rapports/")
    page.get_by_role("link", name="Retour vers l'emploi").click()
    page.goto(page.url.split("?")[0] + "?du=2024-01-01&au=2024-12-31")
    page.get_by_role("button", name="Figer ce rapport").click()
    page.get_by_text("Chiffres et liste sont intacts.").wait_for()
    frozen = page.url

    page.goto("/imports/")
    page.get_by_role("link", name="fichier-stagiaires.xlsx").click()
    page.get_by_role("button", name="Annuler tout cet import").click()
    page.get_by_text("Cet import a été annulé").wait_for()
    page.goto(frozen)

    assert row_of(page, "EECO01").get_by_role("cell").nth(4).inner_text() == "21"
    adjusted = page.locator("section[aria-labelledby=ajustements]").get_by_role("row").filter(has_text="EECO01")
    assert adjusted.get_by_role("cell").all_inner_texts() == ["21", "0"]
