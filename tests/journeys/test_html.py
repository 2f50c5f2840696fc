"""The W3C's checker finds no error in any page: filled, long, empty, refused, in conflict."""

import pytest

from tests.cast import Browser, browser, colleague
from tests.house.furniture import ANONYMOUS, furnish
from tests.journeys.forms import conflicts, refusals
from tests.journeys.html_checker import errors_of
from tests.journeys.pages import READERS, pages, stretch_texts
from tests.results import note

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def _keep(folder, state: str, found) -> int:
    count = 0
    for page, html in found:
        (folder / f"{state}-{page.name.replace(':', '.')}.html").write_bytes(html)
        count += 1
    return count


def test_no_page_of_a_full_house_has_an_error_of_html(tmp_path):
    clients = furnish(rows=3, roles=READERS).browsers
    filled = _keep(tmp_path, "filled", pages(clients))
    refused = _keep(tmp_path, "refused", refusals(clients))
    conflict = _keep(tmp_path, "conflict", conflicts(clients))
    stretch_texts()
    long = _keep(tmp_path, "long", pages(clients))

    wrong = errors_of(tmp_path)

    note("html", "full", pages=filled + refused + conflict + long, errors=len(wrong))
    assert (min(filled, long) > 80, refused > 25, conflict > 8) == (True, True, True)
    assert not wrong, "\n".join(wrong[:40])


def test_no_page_of_an_empty_house_has_an_error_of_html(tmp_path):
    clients = {role: browser(colleague(role)) for role in READERS[1:]} | {ANONYMOUS: Browser()}
    empty = _keep(tmp_path, "empty", pages(clients, with_objects=False))

    wrong = errors_of(tmp_path)

    note("html", "empty", pages=empty, errors=len(wrong))
    assert not wrong, "\n".join(wrong[:40])
