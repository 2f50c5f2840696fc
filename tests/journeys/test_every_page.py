"""Every page of every room, with and without objects, in every state: no fault found by axe at 1280 and 320 px,
nothing wider than the screen, whatever the spacing and the size of the letters."""

import pytest

from tests.cast import Browser, browser, colleague
from tests.house.furniture import ANONYMOUS, furnish
from tests.journeys.forms import conflicts, refusals
from tests.journeys.pages import READERS, pages, stretch_texts
from tests.journeys.reading import AXE, NARROW, read_whole
from tests.results import note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARTS = 4


@pytest.fixture
def tabs(browser_process, live_server, journal_may_be_emptied):
    """A function that opens a page as one of the clients, in a window of its own for each."""
    windows = {}

    def of(role, client):
        if role not in windows:
            windows[role] = browser_process.new_context(base_url=live_server.url, bypass_csp=True, locale="fr-BE")
            for name, cookie in client.cookies.items():
                windows[role].add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
            windows[role].add_init_script(AXE)  # given to the browser once, not sent to it with every page
            windows[role].new_page().set_default_timeout(20_000)
        return windows[role].pages[0]

    yield of
    for window in windows.values():
        window.close()


def read(tabs, clients, found, part: str, **options) -> None:
    """Read each page as its role, and say what is wrong with it; the figures are kept."""
    wrong, count = {}, 0
    for page, html in found:
        tab = tabs(page.role, clients[page.role])
        if html is None:
            tab.goto(page.path)
        else:
            _show(tab, page.path, html)
        faults = read_whole(tab, **options)
        count += 1
        if faults:
            wrong[page.path] = faults
    note("accessibility", part, pages=count, violations=sum(map(len, wrong.values())))
    assert wrong == {}


def _show(tab, path: str, html: bytes) -> None:
    """Show an answer to a form at the address that it answers."""
    tab.route(f"**{path}", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    tab.goto(path)
    tab.unroute(f"**{path}")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_full_house_is_read_without_a_fault(tabs, part):
    clients = furnish(rows=2, roles=READERS).browsers
    found = [(page, None) for page, _html in pages(clients, share=(part, PARTS))]

    read(tabs, clients, found, f"full-{part}")


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_refused_or_in_conflict_is_read_without_a_fault(tabs, part):
    clients = furnish(rows=2, roles=READERS).browsers
    found = [*refusals(clients, (part, PARTS)), *conflicts(clients, (part, PARTS))]

    read(tabs, clients, found, f"refused-{part}", widths=(NARROW,))


def test_an_empty_house_is_read_without_a_fault(tabs):
    clients = {role: browser(colleague(role)) for role in READERS[1:]} | {ANONYMOUS: Browser()}
    found = [(page, None) for page, _html in pages(clients, with_objects=False)]

    read(tabs, clients, found, "empty", widths=(NARROW,))


@pytest.mark.parametrize("part", range(2))
def test_long_names_and_texts_fit(tabs, part):
    clients = furnish(rows=1, roles=READERS).browsers
    stretch_texts()
    found = [(page, None) for page, _html in pages(clients, share=(part, 2))]

    read(tabs, clients, found, f"long-{part}", widths=(NARROW,))
