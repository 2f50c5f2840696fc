"""A workbook of a whole year in the browser, to the last figure; and one so long that the work goes on without us."""

import json

import pytest

from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from tests.cast import colleague
from tests.evidence.outcomes.workbooks import mariam, sheet
from tests.evidence.reports.test_reference_workbooks import KITS, PERIODS
from tests.foundation.imports.worker import do_waiting_work
from tests.journeys.conftest import sign_in
from tests.journeys.main_job.steps import begin_project, follow, import_file, press, read_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = 620
NAMES = ("Bah", "Peeters", "Yilmaz", "Kowalska", "Haddad", "Popescu", "Mbuyi", "Sow", "Ouali", "Noel")


@pytest.fixture
def ines(page):
    sign_in(page, colleague(Role.PROJECT_OFFICER, name="Ines"))
    return page


def test_the_year_of_the_reference_gives_its_figures_and_those_of_each_quarter(ines, shared_data):
    page, kit = ines, shared_data / "kit-esf" / "annee"
    code, periods = KITS["annee"]
    begin_project(page, code)
    import_file(page, "people", kit / "fichier-stagiaires.xlsx")
    import_file(page, "hours", kit / "fichier-stagiaires.xlsx")

    page.goto("/rapports/")
    follow(page, "Retour vers l'emploi")
    address = page.url.split("?")[0]

    for name in periods:
        first, last = PERIODS[name]
        expected = json.loads((kit / f"expected-{name}.json").read_text())
        page.goto(f"{address}?du={first}&au={last}")
        total = page.locator("table.report").get_by_role("row").filter(has_text="EECO01").get_by_role("cell").nth(4)
        assert total.inner_text() == str(expected["indicators"]["EECO01"]["total"])
        assert page.request.get(page.url + "&format=json").json() == expected, name


def test_a_long_import_goes_on_while_one_is_away_and_is_taken_back_whole(ines, tmp_path, request):
    page, file = ines, tmp_path / "stagiaires.csv"
    file.write_bytes(sheet(*map(somebody, range(ROWS))))
    begin_project(page)
    read_file(page, "people", file)
    press(page, f"Importer {ROWS} lignes")
    page.get_by_text("L'import attend son tour.").wait_for()
    page.get_by_text(f"0 sur {ROWS}").wait_for()

    page.goto("/")
    page.goto("/imports/")
    page.get_by_role("row").filter(has_text="stagiaires.csv").get_by_text("en attente").wait_for()
    follow(page, "stagiaires.csv")
    page.get_by_text("Vous pouvez quitter cette page : le travail continue.").wait_for()
    assert Participation.objects.count() == 0
    do_waiting_work()

    if not request.node.callspec.params["page"]:  # without a script one asks anew oneself
        follow(page, "Actualiser")
    page.get_by_text("Ce classeur est importé.").wait_for()
    assert Participation.objects.count() == ROWS
    follow(page, "Annuler tout cet import")
    press(page, "Annuler l'import")
    page.get_by_text("Cet import a été annulé : tout est comme avant.").wait_for()
    assert Participation.objects.count() == 0


def somebody(number):
    born = f"{13 + number % 16}/{1 + number % 12:02d}/{1970 + number % 25}"
    names = {"Nom": NAMES[number % 10], "Prénom": f"Mariam{number}", "Date de naissance": born}
    return mariam({"N°": number + 1, **names})
