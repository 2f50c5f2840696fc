"""By keyboard alone, on paper, without scripts, right to left, over a thin line: the same pages."""

import gzip

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.register.partners.models import Partner
from levier.register.people.models import ContactPoint, Person
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import NARROW, faults, resize, sticks_out
from tests.results import note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAVIEST = 65 * 1024  # a page of the desk, cold, as it travels; public pages have a bar of their own
MOST_REQUESTS = 8
RING = """() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return [one.tagName, one.className, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    box.bottom > 0 && box.top < innerHeight, one === document.body]; }"""


def mariam() -> Person:
    made = person("Mariam", commune="Saint-Gilles", postcode="1060")
    ContactPoint.objects.create(
        organisation=made.organisation, person=made, kind="phone", value="+32470123456", key="+32470123456"
    )
    return made


def stops(page, most: int = 60) -> list[list]:
    """Where Tab leads, one stop after the other, until it leaves the page."""
    found = []
    for _count in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(RING)
        if stop[4]:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize("name", ["desk:my_day", "people:people", "people:new", "people:person"])
def test_tab_leads_through_a_page_and_shows_where_one_is(axe_page, name):
    made = mariam()
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.goto(reverse(name, args=[made.pk] if name == "people:person" else []))

    found = stops(axe_page)

    assert found[0][1] == "skip"
    assert [stop for stop in found if not (stop[2] and stop[3])] == []
    assert 5 < len(found) < 60


def test_the_skip_link_leads_past_the_navigation(axe_page):
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.goto(reverse("people:people"))

    axe_page.keyboard.press("Tab")
    axe_page.keyboard.press("Enter")
    axe_page.keyboard.press("Tab")

    assert axe_page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_name_is_found_and_opened_without_the_mouse(axe_page):
    made = mariam()
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.focus("#chercher")
    axe_page.keyboard.type("mari")
    axe_page.locator("#trouve a").first.wait_for()

    axe_page.keyboard.press("ArrowDown")
    axe_page.keyboard.press("Enter")
    axe_page.get_by_role("heading", level=1, name="Mariam Diallo").wait_for()

    assert axe_page.url.endswith(reverse("people:person", args=[made.pk]))
    assert "mari" not in axe_page.url


def test_escape_closes_what_was_found(axe_page):
    mariam()
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.focus("#chercher")
    axe_page.keyboard.type("mari")
    axe_page.locator("#trouve a").first.wait_for()
    axe_page.keyboard.press("ArrowDown")

    axe_page.keyboard.press("Escape")

    assert axe_page.locator("#trouve a").count() == 0
    assert axe_page.evaluate("document.activeElement.id") == "chercher"


def test_a_filter_answers_in_place_says_how_many_and_back_undoes_it(axe_page):
    mariam()
    person("Aziz", "El Khattabi", gender="M")
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.goto(reverse("people:people"))

    axe_page.focus("#f-genre")
    axe_page.select_option("#f-genre", "M")
    axe_page.wait_for_url("**?genre=M")
    axe_page.locator("#liste", has_text="1 ligne").wait_for()

    assert axe_page.evaluate("document.activeElement.id") == "f-genre"
    assert axe_page.get_by_role("status").filter(has_text="1 ligne").count() == 1
    axe_page.go_back()
    axe_page.get_by_text("2 lignes").wait_for()


def test_a_page_is_turned_in_place_and_focus_goes_to_the_new_rows(axe_page):
    house = organisation()
    for number in range(60):
        Person.objects.create(organisation=house, last_name=f"Nom {number:02}", made_at=timezone.now())
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.goto(reverse("people:people"))

    axe_page.get_by_role("link", name="Page suivante").click()
    axe_page.wait_for_url("**?page=2")
    axe_page.get_by_text("Nom 55").wait_for()

    axe_page.wait_for_function("document.activeElement.id === 'liste'")
    assert axe_page.title().startswith("Page 2")


def test_who_looks_alike_is_proposed_while_one_types(axe_page):
    mariam()
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.goto(reverse("people:new"))

    axe_page.fill("[name=first_name]", "Mariame")
    axe_page.fill("[name=last_name]", "Diallo")
    axe_page.fill("[name=phone]", "0470 12 34 56")
    axe_page.keyboard.press("Tab")

    axe_page.get_by_role("link", name="Mariam Diallo").wait_for()
    axe_page.get_by_role("button", name="Ajouter la personne").click()
    axe_page.get_by_role("heading", name="Est-ce la même personne ?").wait_for()


def test_main_forms_do_their_work_with_scripts_and_without(page):
    sign_in(page, colleague(Role.COUNSELLOR))
    page.goto(reverse("partners:new"))
    page.fill("[name=name]", "École du Midi")
    page.select_option("[name=kind]", "school")
    page.get_by_role("button", name="Ajouter le partenaire").click()
    page.get_by_role("heading", level=1, name="École du Midi").wait_for()
    page.get_by_role("link", name="Ajouter un contact").click()
    page.fill("[name=name]", "Ève Lambert")
    page.get_by_role("button", name="Ajouter le contact").click()
    page.get_by_text("Le contact est ajouté.").wait_for()
    page.goto(reverse("agenda:new"))
    page.fill("[name=title]", "Rappeler Ève")
    page.get_by_role("button", name="Noter la tâche").click()
    page.get_by_role("button", name="C'est fait").click()
    page.get_by_text("C'est fait : « Rappeler Ève »").or_(page.get_by_text("Rappeler Ève").first).wait_for()

    assert Partner.objects.get().contacts.get().name == "Ève Lambert"


def test_paper_holds_the_person_and_not_the_navigation(axe_page, tmp_path):
    made = mariam()
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.goto(reverse("people:person", args=[made.pk]))

    paper = pypdfium2.PdfDocument(axe_page.pdf(prefer_css_page_size=True))
    text = paper[0].get_textpage().get_text_range()

    assert [round(side) for side in paper[0].get_size()] == [595, 842]
    assert all(words in text for words in ("Mariam Diallo", "0470", "Joindre", "Ensuite"))
    screen_only = ("Aller au contenu", "Ma journée", "Chercher", "Modifier", "Ajouter")
    assert [words for words in screen_only if words in text] == []


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_every_component_holds_in_the_dark_in_forced_colours_and_at_rest(axe_page, look):
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.emulate_media(**look)
    axe_page.goto(reverse("kit:gallery"))

    assert faults(axe_page) == []
    if "reduced_motion" in look:
        assert axe_page.evaluate("getComputedStyle(document.querySelector('.button')).transitionDuration") == "0s"


@pytest.mark.parametrize("width", [1280, NARROW])
def test_right_to_left_every_component_is_turned_and_fits(axe_page, width):
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    axe_page.goto(reverse("kit:gallery"))
    resize(axe_page, width)
    axe_page.evaluate("document.documentElement.dir = 'rtl'")

    edges = axe_page.evaluate("""() => [".brand", "main h1", "table.data tbody th"].map(
        (one) => innerWidth - document.querySelector(one).getBoundingClientRect().right < innerWidth / 2)""")
    assert (sticks_out(axe_page), edges) == (False, [True, True, True])
    assert faults(axe_page) == []


def test_the_chosen_look_is_there_before_any_style_or_script(axe_page):
    samira = colleague(Role.COUNSELLOR)
    samira.theme = "dark"
    samira.save()
    sign_in(axe_page, samira)

    html = axe_page.request.get("/").text()

    assert 'data-theme="dark"' in html
    assert '<meta name="color-scheme" content="dark">' in html
    assert axe_page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 25, 28)"


@pytest.mark.parametrize("name", ["desk:my_day", "people:people", "people:new"])
def test_a_page_travels_light_and_asks_nobody_else(axe_page, name):
    mariam()
    sign_in(axe_page, colleague(Role.COUNSELLOR))
    answers = []
    axe_page.on("response", lambda answer: answers.append(answer))
    axe_page.goto(reverse(name), wait_until="networkidle")

    addresses = {answer.url for answer in answers if answer.url.startswith("http")}
    weights = [len(gzip.compress(axe_page.request.get(address).body())) for address in addresses]
    hosts = {address.split("/")[2] for address in addresses}

    note("weight", name.replace(":", "."), most_bytes=sum(weights), most_requests=len(addresses))
    assert hosts == {axe_page.url.split("/")[2]}
    assert (sum(weights) <= HEAVIEST, len(addresses) <= MOST_REQUESTS) == (True, True)
