#!/usr/bin/env python3
"""Makes the pictures of the user's guide from a fresh demonstration: `.venv/bin/python scripts/screenshots.py`.

Needs the development set (`./levier check --help` installs it) and a Chromium. Everything happens in a temporary house.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, Response, sync_playwright  # noqa: E402

from levier.config.browser import FLAGS, chromium  # noqa: E402

PICTURES = ROOT / "docs" / "guide" / "images"
PASSWORD = "demonstration"  # noqa: S105 - printed by the demonstration itself
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 320, "height": 640}


def my_day(page: Page) -> None:
    page.goto("/")


def search(page: Page) -> None:
    page.goto("/")
    page.locator("header input[type=search], header input[name=q]").first.fill("mariam dialo")
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def people(page: Page) -> None:
    page.goto("/personnes/")


def person(page: Page) -> None:
    """Somebody who takes part in the ESF+ project."""
    participation(page)
    page.locator("main a[href^='/personnes/']").first.click()


def project(page: Page) -> None:
    page.goto("/projets/")
    page.get_by_role("link", name="Vers l'emploi pas à pas").first.click()


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


def moves(page: Page) -> None:
    page.goto("/participations/passages/")


def to_ask(page: Page) -> None:
    page.goto("/participations/a-demander/")


def sessions(page: Page) -> None:
    page.goto("/activites/seances/")


def _evenings(page: Page) -> None:
    """An activity whose series is to come."""
    page.goto("/activites/")
    page.get_by_role("link", name="Premiers pas à l'ordinateur, le soir").click()
    page.wait_for_url(re.compile(r"/activites/\d+/"))


def series(page: Page) -> None:
    """The days of a series over a holiday, before they are planned."""
    _evenings(page)
    asked = "every=week&weekdays=1&weekdays=3&count=8&without_holidays=on&without_school=on&starts=13:30&ends=16:30"
    page.goto(f"{page.url}planifier/?{asked}&first_on=06/10/2026")


def waiting_list(page: Page) -> None:
    """A group that is full: a place offered, and who waits."""
    page.goto("/activites/")
    page.get_by_role("link", name="Café couture").first.click()
    page.wait_for_url(re.compile(r"/activites/\d+/"))
    page.evaluate("document.querySelector('#inscrits').scrollIntoView()")


def cancel(page: Page) -> None:
    _evenings(page)
    page.locator("main a", has_text="Feuille").first.click()
    page.wait_for_url(re.compile(r"/seances/\d+/"))
    page.get_by_role("link", name="Annuler la séance").click()
    page.wait_for_url(re.compile(r"/annuler/"))


def month(page: Page) -> None:
    page.goto("/activites/calendrier/")


def room(page: Page) -> None:
    page.goto("/salles/")
    page.locator("main").get_by_role("link", name="Grande salle").first.click()
    page.wait_for_url(re.compile(r"/salles/\d+/"))


def sheet(page: Page) -> None:
    """The first session of today's list whose sheet can be filled."""
    page.goto("/")
    page.locator("main a[href^='/activites/seances/']").first.click()


def cards(page: Page) -> None:
    sheet(page)
    page.get_by_role("link", name="Cartes et photos").click()
    page.wait_for_url(re.compile(r"/qui-est-la/"))
    for box in page.locator("main input[name=la]").all()[:3]:
        box.check()


def tablet(page: Page) -> None:
    """The tablet at the door of the next session, as the people expected see it."""
    page.goto("/activites/seances/")
    for link in page.locator("main table tbody a[href*='/seances/']").evaluate_all("all => all.map(one => one.href)"):
        page.goto(link)
        if page.get_by_role("link", name="Tablette à la porte").count():
            break
    page.get_by_role("link", name="Tablette à la porte").click()
    page.get_by_role("button", name="Ouvrir la tablette").click()
    page.get_by_role("link", name="Ouvrir sur cet appareil").click()
    page.wait_for_url(re.compile(r"/porte/"))


def rates(page: Page) -> None:
    page.goto("/activites/participation/")


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


def given_back(page: Page) -> None:
    """The sheet of a past session, printed, then given back as the scanner makes it: what differs is to be noted."""
    page.goto("/activites/seances/?quand=past")
    page.locator("main table tbody a").first.click()
    page.get_by_role("link", name="Imprimer la feuille").click()
    page.get_by_role("button", name="Préparer la feuille").click()
    page.wait_for_url(re.compile(r"/feuilles/\d+/$"))
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": page.request.get(f"{page.url}papier/").body()}
    page.get_by_role("link", name="Rendre la feuille signée").click()
    page.set_input_files("input[name=file]", scan)  # type: ignore[arg-type]
    page.get_by_role("button", name="Envoyer le scan").click()
    page.wait_for_url(re.compile(r"/presences/"))


def unsigned(page: Page) -> None:
    given_back(page)
    page.locator("main tbody input[type=checkbox]").nth(1).check()
    page.get_by_role("button", name="Enregistrer les présences").click()
    page.wait_for_url(re.compile(r"/feuilles/\d+/$"))


def course(page: Page) -> None:
    page.goto("/formations/")
    page.get_by_role("link", name="Vendre et accueillir").click()
    page.wait_for_load_state()


def candidate(page: Page) -> None:
    page.goto("/formations/stages/?etat=past")
    page.locator("main table tbody a").first.click()
    page.wait_for_load_state()
    page.locator("nav[aria-label] a[href*='/candidatures/']").last.click()
    page.wait_for_load_state()


def epn_desk(page: Page) -> None:
    """A Monday morning: some came in, one waits, a name is being typed."""
    page.goto("/epn/espaces/")
    page.get_by_role("link", name="Tenir l'accueil").click()
    for line in ("3", "1", "2", "4", "7", "2"):
        page.fill("#id_who", line)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    page.fill("#id_who", "Mariam 2")


def epn_queue(page: Page) -> None:
    page.goto("/epn/espaces/")
    page.locator("main .todo a").first.click()
    page.get_by_role("link", name="Écran de la file d'attente").click()
    page.wait_for_load_state()


def epn_gestures(page: Page) -> None:
    page.goto("/personnes/")
    page.locator("main table tbody a").first.click()
    page.get_by_role("link", name="Douze gestes").click()
    page.wait_for_load_state()


def epn_figures(page: Page) -> None:
    page.goto("/epn/chiffres/")


def team(page: Page) -> None:
    page.goto("/equipe/")


def settings(page: Page) -> None:
    page.goto("/reglages/")


def outbox(page: Page) -> None:
    page.goto("/envois/")


def journal(page: Page) -> None:
    page.goto("/journal/")


def shots(workbook: Path) -> list[tuple[str, str, Callable[[Page], None], dict[str, int]]]:
    """(name of the picture, who looks, the way there, size of the window)."""
    officer = "project-officer"
    return [
        ("ma-journee", "direction", my_day, DESK),
        ("ma-journee-telephone", "animator", my_day, PHONE),
        ("chercher", "counsellor", search, DESK),
        ("personnes", "counsellor", people, DESK),
        ("personne", officer, person, DESK),
        ("projet", officer, project, DESK),
        ("import-fichier", officer, file_step, DESK),
        ("import-verifier", officer, wizard(workbook), DESK),
        ("participation", officer, participation, DESK),
        ("a-demander", "counsellor", to_ask, DESK),
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
        ("passages", "coordination", moves, DESK),
        ("seances", "animator", sessions, DESK),
        ("serie", "animator", series, DESK),
        ("annuler-une-seance", "animator", cancel, DESK),
        ("liste-d-attente", "animator", waiting_list, DESK),
        ("calendrier", "animator", month, DESK),
        ("salle", "animator", room, DESK),
        ("feuille", "animator", sheet, DESK),
        ("feuille-telephone", "animator", sheet, PHONE),
        ("feuille-rendue", "animator", given_back, DESK),
        ("feuille-non-signee", "animator", unsigned, DESK),
        ("cartes", "animator", cards, DESK),
        ("tablette", "animator", tablet, DESK),
        ("taux-de-participation", "animator", rates, DESK),
        ("rapport", officer, report, DESK),
        ("chiffre", officer, figure, DESK),
        ("heures", "finance", hours, DESK),
        ("formation", "coordination", course, DESK),
        ("formation-personne", "coordination", candidate, DESK),
        ("epn-accueil", "epn", epn_desk, DESK),
        ("epn-file", "epn", epn_queue, DESK),
        ("epn-gestes", "epn", epn_gestures, DESK),
        ("epn-chiffres", "epn", epn_figures, DESK),
        ("equipe", "administrator", team, DESK),
        ("reglages", "direction", settings, DESK),
        ("envois", "direction", outbox, DESK),
        ("journal", "administrator", journal, DESK),
    ]


@contextmanager
def demonstration() -> Iterator[tuple[str, Path]]:
    """A fresh demonstration on a free port: its address, and the workbook that waits to be imported."""
    with tempfile.TemporaryDirectory(prefix="levier-guide-") as home:
        command = [str(ROOT / "levier"), "demo", "--port", "0"]
        environment = os.environ | {"LEVIER_HOME": home, "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield _address(process), Path(home) / "demo" / "fichier-stagiaires.xlsx"
            finally:
                process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := re.search(r"http://\S+?(?=/\s)", line):
            return found[0]
    raise SystemExit("The demonstration did not open.")


def signed_in(browser: Browser, base: str, role: str, size: dict[str, int]) -> Page:
    page = browser.new_context(base_url=base, viewport=size, locale="fr-BE", timezone_id="Europe/Brussels").new_page()
    page.goto("/compte/login/")
    page.on("response", _must_open)
    page.fill("input[name=login]", f"{role}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    return page


def _must_open(response: Response) -> None:
    """A picture of an error page is no picture of the guide."""
    if response.request.is_navigation_request() and response.status >= 400:
        raise RuntimeError(f"{response.url}: {response.status}")


def save(page: Page, place: Path) -> None:
    """The visible part of the page, in 256 colours: a third of the weight, and nobody sees it."""
    page.screenshot(path=place)
    with Image.open(place) as picture:
        picture.convert("RGB").quantize(256).save(place, optimize=True)


def main(wanted: list[str]) -> int:
    """Take the pictures, all or those that are named; 1 when one could not be taken."""
    path = chromium()
    if path is None:
        raise SystemExit("Chromium is not installed (LEVIER_CHROMIUM).")
    PICTURES.mkdir(parents=True, exist_ok=True)
    failed = 0
    with demonstration() as (base, workbook), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, role, way, size in shots(workbook):
            if wanted and name not in wanted:
                continue
            page = signed_in(browser, base, role, size)
            try:
                way(page)
                save(page, PICTURES / f"{name}.png")
                print(f"{name}: {page.title()}")
            except Exception as error:
                failed += 1
                print(f"{name}: FAILED {str(error).splitlines()[0]}", file=sys.stderr)
            page.context.close()
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
