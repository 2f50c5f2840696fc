#!/usr/bin/env python3
"""Makes the pictures of the user's guide from a fresh demonstration: `.venv/bin/python scripts/screenshots.py`.

Needs the development set (`./levier check --help` installs it) and a Chromium. Everything happens in a temporary house.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from pictures import Shot, activity, desk, evidence, support  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, Response, sync_playwright  # noqa: E402

from levier.config.browser import FLAGS, chromium  # noqa: E402

PICTURES = ROOT / "docs" / "guide" / "images"
PASSWORD = "demonstration"  # noqa: S105 - printed by the demonstration itself


def shots(workbook: Path) -> list[Shot]:
    """All pictures of the guide."""
    return [*desk.SHOTS, *evidence.shots(workbook), *support.SHOTS, *activity.SHOTS]


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
