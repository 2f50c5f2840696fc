"""Every page that opens without an object, for each role: no fault found by axe, nothing wider than a phone."""

from pathlib import Path

import pytest

from levier.foundation.accounts.enums import Role
from tests.cast import colleague, organisation, person, project
from tests.house.views import addresses
from tests.journeys.conftest import sign_in
from tests.results import note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pages() -> list[str]:
    names = [address for address in addresses() if not address.arguments and "GET" in address.screen.methods]
    return sorted(
        {f"/{address.route}" for address in names if "^" not in address.route and "webauthn" not in address.route}
    )


def faults(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_has_a_fault(axe_page, width):
    house = organisation()
    person("Mariam", at=house)
    project(at=house)
    axe_page.set_viewport_size({"width": width, "height": 900})
    sign_in(axe_page, colleague(Role.DIRECTION, at=house))
    wrong = {}
    for path in pages():
        axe_page.goto(path)
        found = faults(axe_page)
        if axe_page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("wider than the screen")
        if found:
            wrong[path] = found
    wide = sum("wider than the screen" in found for found in wrong.values())
    note("axe", str(width), pages=len(pages()), violations=sum(map(len, wrong.values())) - wide)
    note("reflow", str(width), pages=len(pages()), wider=wide)

    assert wrong == {}
