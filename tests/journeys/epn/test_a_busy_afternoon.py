"""Tarek notes a busy afternoon by the keyboard on a tablet; the wall, the rules, and a diagnosis by gestures."""

from datetime import timedelta
from time import thread_time

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from django.utils import timezone

from levier.activity.epn.actions import give_card
from levier.activity.epn.around import QUEUE, RULES, STATION
from levier.activity.epn.models import Answer, Assessment, RulesAcceptance, Visit
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from tests.activity.epn.cast import measured, space, station, tarek, visit
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults, sticks_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"width": 820, "height": 1180}
VISITS = 25
NEW = (
    *("Aya", "Bruno", "Clara", "Diego", "Elsa", "Farid", "Gita", "Hugo", "Iris", "Jonas"),
    *("Kenza", "Leon", "Mira", "Nour", "Olga", "Paul", "Rania", "Sami", "Tina", "Umar"),
)
LATER = timedelta(days=1)


def link(purpose, key):
    token = link_token(organisation().pk, purpose, key, timezone.now() + LATER)
    names = {QUEUE: "epn:queue_by_link", STATION: "epn:station_by_link", RULES: "epn:rules_by_link"}
    return reverse(names[purpose], args=[token])


def test_twenty_five_visits_are_noted_without_the_mouse(page):
    made = space(stations=6)
    cards = [give_card(by=tarek(), person=person(f"Mariam{n}"), at=timezone.now()).code for n in range(5)]
    sign_in(page, colleague(Role.EPN))
    page.set_viewport_size(TABLET)
    page.goto(reverse("epn:board", args=[made.pk]))
    lines = [
        *(f"{code} 2" for code in cards),
        *(str(1 + n % 8) for n in range(15)),
        *(f"Zoé{'abcde'[n]} 3" for n in range(5)),
    ]
    pressed = 0

    for number, line in enumerate(lines, start=1):
        page.locator("#id_who:focus").wait_for()  # by itself: nothing to reach for
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        page.get_by_text(f"N° {number}\u202f:").wait_for()
        pressed += len(line) + 1

    held = Visit.objects.order_by("ticket")
    assert held.count() == VISITS
    assert [one.person_id is not None for one in held] == [True] * 5 + [False] * 15 + [True] * 5
    assert held.filter(seated_at=None).count() == VISITS - 6
    assert pressed / VISITS < 7
    assert not sticks_out(page)


def test_sixty_visits_of_an_afternoon_each_a_few_keys_and_two_answers_of_the_server(page, monkeypatch):
    """A visit in under ten seconds: eleven keys at most, and a server that takes less than half a second of its own."""
    made, spent = space(stations=8), []
    cards = [give_card(by=tarek(), person=person(f"Mariam{n}"), at=timezone.now()).code for n in range(20)]
    lines = [line for n in range(20) for line in (f"{cards[n]} 2", str(1 + n % 8), f"{NEW[n]} 3")]
    sign_in(page, colleague(Role.EPN))
    page.set_viewport_size(TABLET)
    page.goto(reverse("epn:board", args=[made.pk]))
    answer, before = WSGIHandler.__call__, Visit.objects.count()

    def timed(self, environ, *more):
        began = thread_time()
        try:
            return answer(self, environ, *more)
        finally:
            if environ["PATH_INFO"].startswith("/epn"):
                spent.append(thread_time() - began)

    monkeypatch.setattr(WSGIHandler, "__call__", timed)
    for number, line in enumerate(lines, start=1):
        page.locator("#id_who:focus").wait_for()
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        page.get_by_text(f"N° {number}\u202f:").wait_for()

    assert Visit.objects.count() - before == 60
    keys = [len(line) + 1 for line in lines]  # a card is eight figures, a visit without a name one
    assert (max(keys), sum(keys) / 60 < 8) == (11, True)
    assert len(spent) <= 2 * 60  # the visit, then the board that shows it
    assert sorted(spent)[len(spent) // 2] < 0.5


def test_several_people_of_one_name_are_told_apart_by_the_keyboard(page):
    made, mariam = space(), person()
    person("Mariam", "Traoré")
    sign_in(page, colleague(Role.EPN))
    page.goto(reverse("epn:board", args=[made.pk]))
    page.locator("#id_who:focus").wait_for()
    page.keyboard.type("mariam 2")
    page.keyboard.press("Enter")

    page.get_by_label("Mariam Diallo").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("N° 1\u202f:").wait_for()

    assert Visit.objects.get().person == mariam


def test_the_wall_shows_who_is_next_and_the_button_of_a_station_calls(page):
    made = space(stations=1)
    now = timezone.now()
    sat = visit(made, person(), when=now)
    visit(made, when=now)

    page.goto(link(QUEUE, made.pk))
    assert page.locator(".numbers strong").all_inner_texts() == ["1", "2"]
    assert page.get_by_text("Mariam").count() == 0
    page.goto(link(STATION, station(made).pk))
    page.get_by_role("button", name="J'ai besoin d'aide").press("Enter")
    page.get_by_text("Quelqu'un vient vous aider.").wait_for()
    assert Visit.objects.get(pk=sat.pk).help_asked_at is not None


def test_the_rules_are_agreed_to_in_one_s_own_language(page):
    mariam = person()
    sat = visit(space(), mariam, when=timezone.now())
    page.goto(link(RULES, sat.pk))

    page.get_by_role("link", name="العربية").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("main form button").press("Enter")
    page.locator("main [role=status]").wait_for()

    assert RulesAcceptance.objects.get().person == mariam


def test_twelve_gestures_are_noted_in_one_page(page):
    mariam = person()
    sign_in(page, colleague(Role.EPN))
    page.set_viewport_size(TABLET)
    page.goto(reverse("epn:person", args=[mariam.pk]))
    page.get_by_role("link", name="Douze gestes").press("Enter")
    page.locator("select[name=reader]").select_option("never_schooled")

    for number in range(1, 12):
        page.locator(f"input[name=g{number:02}][value='{number % 4}']").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Garder le diagnostic").press("Enter")
    page.get_by_role("heading", name="Ce qui a été vu").wait_for()

    assert Assessment.objects.get().reader == "never_schooled"
    assert list(Answer.objects.values_list("code", "level")) == [(f"g{n:02}", n % 4) for n in range(1, 12)]


def test_its_pages_are_read_without_fault(axe_page):
    made, mariam, now = space(stations=1), person(), timezone.now()
    sat = visit(made, mariam, when=now)
    visit(made, when=now)
    found = measured(mariam, {"g01": 0, "g08": 3}, on=timezone.localdate(now))
    sign_in(axe_page, colleague(Role.DIRECTION))
    named = [
        *(("space", made.pk), ("board", made.pk), ("visit", sat.pk), ("station", station(made).pk)),
        *(("person", mariam.pk), ("assessment", found.pk), ("new_gestures", mariam.pk)),
        *(("passes", made.pk), ("new_mandate", mariam.pk)),
    ]
    pages = [reverse(f"epn:{name}", args=[key]) for name, key in named]
    pages += [reverse(f"epn:{name}") for name in ("spaces", "minima", "figures", "equipment", "visits", "topics")]
    pages += [link(QUEUE, made.pk) + "?fixe=1", link(STATION, station(made).pk), link(RULES, sat.pk)]
    pages.append(link(RULES, sat.pk) + "?langue=ar")
    wrong = {}

    for width in (1280, 320):
        axe_page.set_viewport_size({"width": width, "height": 800})
        for address in pages:
            axe_page.goto(address)
            if (told := (faults(axe_page), sticks_out(axe_page))) != ([], False):
                wrong[f"{width} {address[:60]}"] = told

    assert wrong == {}
