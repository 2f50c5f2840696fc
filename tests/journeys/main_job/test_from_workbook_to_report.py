"""The main job, whole: a project, its workbook, people and hours, its report, and the way from a figure to a person."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from levier.foundation.accounts.enums import Role
from levier.register.partners.models import Partner
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.main_job.steps import begin_project, fill, follow, import_file, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR = "?du=2024-01-01&au=2024-12-31"


@pytest.fixture
def kit(shared_data):
    return shared_data / "kit-esf" / "petit"


@pytest.fixture
def ines(page):
    """A project officer at her desk; a funder and somebody new are known to the house."""
    Partner.objects.create(organisation=organisation(), code="fse", name="Agence FSE Bruxelles")
    person("Mariam", "Diallo", gender="W", birth_date=date(1985, 5, 5), nationalities="BE")
    sign_in(page, colleague(Role.PROJECT_OFFICER, name="Ines"))
    return page


def let_mariam_in(page):
    """From the project's page: found by name, and her situation of that day frozen."""
    follow(page, "Noter une entrée")
    page.locator("main").get_by_label("Nom, téléphone").fill("diallo")
    press(page, "Chercher la personne")
    follow(page, "Mariam Diallo")
    fill(page, on="02/09/2024", unemployed_since="01/02/2023")
    page.select_option("select[name=status]", "unemployed_benefit")
    page.select_option("select[name=studies]", "cesi")
    press(page, "Noter l'entrée")
    page.get_by_text("L'entrée est notée.").wait_for()
    return page.url


def open_report(page):
    page.goto("/rapports/")
    follow(page, "Retour vers l'emploi")
    page.goto(page.url.split("?")[0] + YEAR)
    return page.url


def row_of(page, code):
    """The row of an indicator in the tables of figures (charts have tables of their own)."""
    return page.locator("table.report").get_by_role("row").filter(has_text=code)


def total_of(page, code):
    return row_of(page, code).get_by_role("cell").nth(4).inner_text()


def finding(page):
    return page.get_by_role("heading", level=1).inner_text()


def downloaded(page, name, tmp_path) -> Path:
    with page.expect_download() as wait:
        page.get_by_role("link", name=name, exact=True).first.click()
    file = tmp_path / wait.value.suggested_filename
    wait.value.save_as(file)
    return file


def test_from_the_workbook_to_the_report(ines, kit):
    page = ines
    begin_project(page)
    import_file(page, "people", kit / "fichier-stagiaires.xlsx")
    import_file(page, "hours", kit / "fichier-stagiaires.xlsx")

    address = open_report(page)

    expected = json.loads((kit / "expected-2024.json").read_text())
    assert page.request.get(address + "&format=json").json() == expected
    assert finding(page) == "21 personnes entrées, 1 sortie vers un emploi"
    row_of(page, "EECO03").get_by_role("link", name="1").last.click()
    follow(page, "Giulia Kowalczyk")
    standing = page.locator("section[aria-labelledby=compte]")
    assert standing.get_by_role("listitem").filter(has_text="EECO03").count() == 1
    reason = standing.locator("dl.reasons > div").filter(has_text="EECO05")
    assert reason.locator("dt").inner_text() == "N'était pas en emploi à l'entrée"
    follow(page, "Ouvrir la fiche de la personne")
    follow(page, "Voir les chiffres")
    page.locator("section[aria-labelledby=compte]").get_by_text("Retour vers l'emploi : comptée dans").wait_for()


def test_who_enters_on_screen_with_a_proof_and_hours_on_the_sheet_is_counted(ines):
    page = ines
    project = begin_project(page)
    follow(page, "Ajouter une convention")
    fill(page, reference="FSE-12", percent="60")
    page.select_option("select[name=funder]", label="Agence FSE Bruxelles")
    page.locator("main form .buttons button.main").click()
    follow(page, "Ajouter une condition, FSE-12")
    fill(page, label="Inscription chez Actiris")
    page.locator("main form .buttons button.main").click()

    page.goto(project)
    participation = let_mariam_in(page)

    page.goto("/activites/nouvelle/")
    fill(page, title="Alphabétisation")
    page.select_option("select[name=kind]", "literacy")
    page.select_option("select[name=project]", label="FSE-PETIT · Retour vers l'emploi")
    page.locator("main form .buttons button.main").click()
    follow(page, "Planifier des séances")
    fill(page, first_on="10/09/2024", count="1", starts="9:00", ends="12:00")
    press(page, "Montrer les jours")
    press(page, "Planifier ces jours")
    follow(page, "Inscrire des personnes")
    page.locator("main").get_by_label("Nom, téléphone").fill("diallo")
    page.locator("main").get_by_role("button", name="Chercher", exact=True).click()
    page.get_by_label("Mariam Diallo").check()
    fill(page, des="10/09/2024")
    press(page, "Inscrire ces personnes")
    follow(page, "10 septembre 2024")
    press(page, "Noter tous les autres présents")
    page.get_by_text("1 ligne est notée.").wait_for()

    open_report(page)
    assert finding(page) == "1 personne entrée"
    hours = page.locator("section[aria-labelledby=heures] dl.pairs > dd")
    promised, done, proven, lacking = (text.replace("\xa0", " ") for text in hours.all_inner_texts())
    assert (promised, done, proven) == ("100 h", "3 h", "0 h")
    assert "1 personne présente sans toutes les preuves d'entrée" in lacking

    page.goto(participation)
    follow(page, "Noter la preuve Inscription chez Actiris")
    fill(page, paper="Attestation A15", paper_on="30/08/2024")
    press(page, "Noter la preuve")
    open_report(page)
    assert [text.replace("\xa0", " ") for text in hours.all_inner_texts()] == ["100 h", "3 h", "3 h", "0 h"]


def test_who_leaves_is_asked_and_the_answer_counts(ines):
    page = ines
    begin_project(page)
    let_mariam_in(page)
    follow(page, "Noter la sortie")
    fill(page, on="29/11/2024")
    press(page, "Noter la sortie")
    page.get_by_role("heading", name="Que devient Mariam Diallo à la sortie ?").wait_for()
    fill(page, observed_on="06/12/2024")
    page.select_option("select[name=situation]", "job")
    press(page, "Noter la réponse")
    page.get_by_text("dans le délai").first.wait_for()

    open_report(page)
    assert finding(page) == "1 personne entrée, 1 sortie vers un emploi"


def test_a_frozen_report_never_moves_and_a_correction_stands_beside_it(ines, kit, tmp_path):
    page = ines
    begin_project(page)
    import_file(page, "people", kit / "fichier-stagiaires.xlsx")
    import_file(page, "hours", kit / "fichier-stagiaires.xlsx")
    open_report(page)
    press(page, "Figer ce rapport")
    page.get_by_text("Chiffres et liste sont intacts.").wait_for()
    frozen, counted = page.url, total_of(page, "EECO09")

    row_of(page, "EECO09").get_by_role("link", name=counted).last.click()
    page.get_by_role("main").get_by_role("rowheader").get_by_role("link").first.click()
    follow(page, "Corriger une erreur")
    fill(page, reason="Diplôme relu avec la personne")
    page.select_option("select[name=studies]", "master")
    press(page, "Noter la correction")
    page.get_by_text("La correction est notée").wait_for()
    page.goto(frozen)

    assert total_of(page, "EECO09") == counted
    page.get_by_text("Chiffres et liste sont intacts.").wait_for()
    adjusted = page.locator("section[aria-labelledby=ajustements]").get_by_role("row").filter(has_text="EECO09")
    assert adjusted.get_by_role("cell").all_inner_texts() == [counted, str(int(counted) - 1)]

    book = openpyxl.load_workbook(downloaded(page, "xlsx", tmp_path), read_only=True)
    figures = {row[0]: row[6] for row in book["Chiffres"].iter_rows(min_row=2, values_only=True)}
    assert (figures["EECO01"], figures["EECO09"]) == (21, int(counted))
    with pikepdf.open(downloaded(page, "PDF", tmp_path)) as paper:
        assert str(paper.docinfo["/Title"]) == finding(page)
    expected = json.loads((kit / "expected-2024.json").read_text())
    assert json.loads(downloaded(page, "JSON", tmp_path).read_text()) == expected

    follow(page, "Rouvrir ce rapport")
    fill(page, reason="Un diplôme corrigé")
    press(page, "Rouvrir le rapport")
    page.get_by_text("Un diplôme corrigé").wait_for()
    assert total_of(page, "EECO09") == counted


def test_an_import_taken_back_leaves_the_frozen_figures(ines, kit):
    page = ines
    begin_project(page)
    import_file(page, "people", kit / "fichier-stagiaires.xlsx")
    open_report(page)
    press(page, "Figer ce rapport")
    page.get_by_text("Chiffres et liste sont intacts.").wait_for()
    frozen = page.url

    page.goto("/imports/")
    follow(page, "fichier-stagiaires.xlsx")
    follow(page, "Annuler tout cet import")
    press(page, "Annuler l'import")
    page.get_by_text("Cet import a été annulé").wait_for()
    page.goto(frozen)

    assert total_of(page, "EECO01") == "21"
    adjusted = page.locator("section[aria-labelledby=ajustements]").get_by_role("row").filter(has_text="EECO01")
    assert adjusted.get_by_role("cell").all_inner_texts() == ["21", "0"]
