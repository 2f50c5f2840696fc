"""Pictures of imports, participations, reports and hours."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from pictures import DESK, Shot


def file_step(page: Page) -> None:
    page.goto("/imports/nouveau/")


def wizard(workbook: Path) -> Callable[[Page], None]:
    def read_the_file(page: Page) -> None:
        page.goto("/imports/nouveau/")
        page.select_option("select[name=kind]", "people")
        target = page.locator("select[name=about] option").filter(has_text="Vers l'emploi pas à pas")
        page.select_option("select[name=about]", target.get_attribute("value"))
        page.set_input_files("input[name=file]", workbook)
        page.get_by_role("button", name="Lire le fichier").click()
        page.wait_for_load_state()

    return read_the_file


def participation(page: Page) -> None:
    page.goto("/participations/")
    page.locator("main table tbody a").first.click()
    page.wait_for_url(re.compile(r"/participations/\d+/"))


def person(page: Page) -> None:
    """Somebody who takes part in the ESF+ project."""
    participation(page)
    page.locator("main a[href^='/personnes/']").first.click()


def to_ask(page: Page) -> None:
    page.goto("/participations/a-demander/")


def moves(page: Page) -> None:
    page.goto("/participations/passages/")


def report(page: Page) -> None:
    page.goto("/rapports/")
    page.get_by_role("link", name="Vers l'emploi pas à pas").first.click()


def figure(page: Page) -> None:
    report(page)
    page.get_by_role("row").filter(has_text="EECO03").first.get_by_role("link").last.click()


def hours(page: Page) -> None:
    page.goto("/heures/")
    page.get_by_role("link", name="Vers l'emploi pas à pas").first.click()
    page.wait_for_url(re.compile(r"/heures/projets/\d+/"))


def shots(workbook: Path) -> list[Shot]:
    """All of them; the workbook waits to be imported."""
    return [
        ("personne", "project-officer", person, DESK),
        ("import-fichier", "project-officer", file_step, DESK),
        ("import-verifier", "project-officer", wizard(workbook), DESK),
        ("participation", "project-officer", participation, DESK),
        ("a-demander", "counsellor", to_ask, DESK),
        ("passages", "coordination", moves, DESK),
        ("rapport", "project-officer", report, DESK),
        ("chiffre", "project-officer", figure, DESK),
        ("heures", "finance", hours, DESK),
    ]
