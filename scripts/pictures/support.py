"""Pictures of accompaniment and of the search for work."""

import re

from playwright.sync_api import Page

from pictures import DESK, Shot


def diagnosis(page: Page) -> None:
    """The diagnosis of the first person of the caseload whose plan has a step."""
    page.goto("/accompagnements/miens/")
    page.locator("main table tbody tr", has_text=" · ").first.locator("a").first.click()
    page.wait_for_url(re.compile(r"/personnes/\d+/"))
    page.locator("#accompagnement ~ p a", has_text="Diagnostic").click()
    page.wait_for_url(re.compile(r"/diagnostic/"))


def intake(page: Page) -> None:
    page.goto("/accompagnements/accueil/")
    page.fill("input[name=first_name]", "Amina")
    page.fill("textarea[name=request]", "Un travail près de l'école des enfants.")


def plan(page: Page) -> None:
    diagnosis(page)
    page.get_by_role("link", name="Plan", exact=True).click()
    page.wait_for_url(re.compile(r"/plan/"))


def own_appointments(page: Page) -> None:
    page.goto("/accompagnements/rendez-vous/")


def sooner(page: Page) -> None:
    page.goto("/accompagnements/moments-plus-tot/")


def several(page: Page) -> None:
    """The group meeting that comes next, with its people."""
    page.goto("/accompagnements/seances-collectives/")
    page.locator("main table tbody a").first.click()
    page.wait_for_url(re.compile(r"/seances-collectives/\d+/"))


def colleague_week(page: Page) -> None:
    page.goto("/agenda/semaine/collegues/")
    page.locator("main").get_by_role("link", name="Pascale Noël").first.click()
    page.wait_for_url(re.compile(r"/agenda/semaine/\d+/"))


def several_people(page: Page) -> None:
    """A message to several people, before it is written."""
    page.goto("/accompagnements/miens/")
    for box in page.locator("main tbody input[type=checkbox]").all()[:5]:
        box.check()
    page.get_by_role("button", name="Écrire à ces personnes").click()
    page.wait_for_load_state()


def what_next(page: Page) -> None:
    """The first person of the caseload to whom something was proposed."""
    page.goto("/accompagnements/miens/")
    links = page.locator("main table tbody a[href^='/personnes/']").evaluate_all("all => all.map(one => one.pathname)")
    for link in links:
        page.goto(f"/participations/suites/{link.split('/')[2]}/")
        if page.get_by_text("Rien ne s'impose").count() == 0:
            return


def referrals(page: Page) -> None:
    page.goto("/accompagnements/orientations/")


def plan_template(page: Page) -> None:
    page.goto("/accompagnements/modeles/")
    page.get_by_role("link", name="Devenir autonome avec le numérique").click()
    page.wait_for_url(re.compile(r"/modeles/\d+/"))


def accesses(page: Page) -> None:
    page.goto("/accompagnements/acces-exceptionnels/")


def job_search(page: Page) -> None:
    """The search for work of the first person whose application waits for an answer."""
    page.goto("/recherche-emploi/candidatures/")
    page.locator("main table tbody a[href^='/recherche-emploi/personne/']").first.click()
    page.wait_for_url(re.compile(r"/personne/\d+/"))


def actiris(page: Page) -> None:
    page.goto("/recherche-emploi/actiris/")


def in_figures(page: Page) -> None:
    page.goto("/accompagnements/equipe/")


SHOTS: list[Shot] = [
    ("premier-accueil", "counsellor", intake, DESK),
    ("diagnostic", "counsellor", diagnosis, DESK),
    ("plan", "counsellor", plan, DESK),
    ("rendez-vous", "counsellor", own_appointments, DESK),
    ("moments-plus-tot", "counsellor", sooner, DESK),
    ("seance-collective", "counsellor", several, DESK),
    ("semaine-d-un-collegue", "counsellor", colleague_week, DESK),
    ("ecrire-a-plusieurs", "counsellor", several_people, DESK),
    ("quelle-suite", "counsellor", what_next, DESK),
    ("orientations", "counsellor", referrals, DESK),
    ("modele-de-plan", "coordination", plan_template, DESK),
    ("acces-exceptionnels", "coordination", accesses, DESK),
    ("recherche-d-emploi", "counsellor", job_search, DESK),
    ("actiris", "counsellor", actiris, DESK),
    ("equipe-en-chiffres", "coordination", in_figures, DESK),
]
