"""Pictures of the desk, the people, a project and the house itself."""

from playwright.sync_api import Page

from pictures import DESK, PHONE, Shot


def my_day(page: Page) -> None:
    page.goto("/")


def search(page: Page) -> None:
    page.goto("/")
    page.locator("header input[type=search], header input[name=q]").first.fill("mariam dialo")
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def people(page: Page) -> None:
    page.goto("/personnes/")


def project(page: Page) -> None:
    page.goto("/projets/")
    page.get_by_role("link", name="Vers l'emploi pas à pas").first.click()


def team(page: Page) -> None:
    page.goto("/equipe/")


def settings(page: Page) -> None:
    page.goto("/reglages/")


def outbox(page: Page) -> None:
    page.goto("/envois/")


def journal(page: Page) -> None:
    page.goto("/journal/")


SHOTS: list[Shot] = [
    ("ma-journee", "direction", my_day, DESK),
    ("ma-journee-telephone", "animator", my_day, PHONE),
    ("chercher", "counsellor", search, DESK),
    ("personnes", "counsellor", people, DESK),
    ("projet", "project-officer", project, DESK),
    ("equipe", "administrator", team, DESK),
    ("reglages", "direction", settings, DESK),
    ("envois", "direction", outbox, DESK),
    ("journal", "administrator", journal, DESK),
]
