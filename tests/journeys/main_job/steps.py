"""What the journeys of the main job do again and again in the browser."""

import re


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def fill(page, **values):
    for name, value in values.items():
        page.fill(f"[name={name}]", value)


def begin_project(page, code="FSE-PETIT"):
    """A project counted by the ESF+ rules; its address."""
    page.goto("/projets/nouveau/")
    fill(page, code=code, title="Retour vers l'emploi", promised_hours="100", promised_participants="30")
    page.select_option("select[name=rule_set]", "esf-plus-2021")
    press(page, "Ajouter le projet")
    page.get_by_role("heading", name="Retour vers l'emploi").wait_for()
    return page.url


def read_file(page, kind, file):
    """The first step of the wizard: of a workbook that leaves nothing to decide, the next one is the check."""
    page.goto("/imports/nouveau/")
    page.select_option("select[name=kind]", kind)
    page.set_input_files("input[name=file]", file)
    press(page, "Lire le fichier")


def import_file(page, kind, file):
    read_file(page, kind, file)
    page.get_by_role("button", name=re.compile("^Importer")).click()
    page.get_by_text("Ce classeur est importé.").wait_for()
