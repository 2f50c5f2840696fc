"""Pictures of activities, presences, courses and the public digital space."""

import re

from playwright.sync_api import Page

from pictures import DESK, PHONE, Shot


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


def _folded(page: Page, link: str) -> None:
    _evenings(page)
    page.locator("main details", has_text=link).locator("summary").click()
    page.get_by_role("link", name=link).click()
    page.wait_for_load_state()


def partner_links(page: Page) -> None:
    """What a school asked by its link, and what became of it."""
    _folded(page, "Partenaires qui inscrivent")


def partner(page: Page) -> None:
    """What the school itself sees, on a phone."""
    partner_links(page)
    page.goto(page.locator("main textarea[readonly]").first.input_value())
    page.fill("input[name=first_name]", "Samir")


def quotas(page: Page) -> None:
    _folded(page, "Places réservées")


def _opinions(page: Page) -> None:
    page.goto("/activites/avis/")
    page.locator("main table tbody a").first.click()
    page.wait_for_load_state()


def opinions(page: Page) -> None:
    _opinions(page)


def faces(page: Page) -> None:
    """The faces to touch, on the phone of somebody."""
    _opinions(page)
    page.get_by_role("link", name="Ouvrir sur cet appareil").click()
    page.wait_for_load_state()


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


SHOTS: list[Shot] = [
    ("seances", "animator", sessions, DESK),
    ("serie", "animator", series, DESK),
    ("annuler-une-seance", "animator", cancel, DESK),
    ("liste-d-attente", "animator", waiting_list, DESK),
    ("partenaires-qui-inscrivent", "animator", partner_links, DESK),
    ("partenaire-telephone", "animator", partner, PHONE),
    ("places-reservees", "animator", quotas, DESK),
    ("avis", "animator", opinions, DESK),
    ("avis-telephone", "animator", faces, PHONE),
    ("calendrier", "animator", month, DESK),
    ("salle", "animator", room, DESK),
    ("feuille", "animator", sheet, DESK),
    ("feuille-telephone", "animator", sheet, PHONE),
    ("feuille-rendue", "animator", given_back, DESK),
    ("feuille-non-signee", "animator", unsigned, DESK),
    ("cartes", "animator", cards, DESK),
    ("tablette", "animator", tablet, DESK),
    ("taux-de-participation", "animator", rates, DESK),
    ("formation", "coordination", course, DESK),
    ("formation-personne", "coordination", candidate, DESK),
    ("epn-accueil", "epn", epn_desk, DESK),
    ("epn-file", "epn", epn_queue, DESK),
    ("epn-gestes", "epn", epn_gestures, DESK),
    ("epn-chiffres", "epn", epn_figures, DESK),
]
