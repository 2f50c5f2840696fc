"""`levier serve` from the outside: a real process, a new house, a port of its own."""

import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.houses import with_tables
from tests.config.processes import address, levier


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    return with_tables(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def site(migrated) -> Iterator[str]:
    """Address of an open site without background work."""
    with levier(migrated, "serve", "--port", "0", "--no-worker") as process:
        yield address(process)
        process.terminate()


def test_the_address_answers_as_soon_as_it_is_said(site):
    with urllib.request.urlopen(site, timeout=20) as answer:
        assert answer.status == 200


def test_a_taken_port_is_said_and_another_is_taken(site, migrated):
    taken = site.rstrip("/").rpartition(":")[2]

    with levier(migrated, "serve", "--port", taken, "--no-worker") as process:
        said = process.stdout.readline()
        other = address(process)
        process.terminate()

    assert said.startswith(f"Le port {taken} est pris : Levier prend le ")
    assert other != site


def test_the_end_takes_less_than_ten_seconds_and_the_background_work_with_it(migrated):
    with levier(migrated, "serve", "--port", "0") as process:
        address(process)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        # The background work holds our end of the pipe too: reading to the end means that it left.
        process.stdout.read()
        status = process.wait(timeout=20)

    assert status == 0
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="sudden deaths are told by signals")
def test_a_sudden_death_leaves_no_background_work(migrated):
    process = levier(migrated, "serve", "--port", "0")
    address(process)
    process.kill()
    process.wait()

    # Reading to the end means that nobody holds the other end any more.
    said, _ = process.communicate(timeout=20)

    assert said == ""


def test_a_house_without_tables_is_not_opened(tmp_path):
    with levier(tmp_path, "serve", "--port", "0") as process:
        said = process.stdout.read()

    assert process.returncode == 1
    assert said == "Il n'y a pas encore de maison ici : faites-la avec « levier init », ou « levier demo ».\n"


@pytest.mark.browser
def test_the_front_door_opens_in_a_real_browser_without_complaint(site, browser_process):
    complaints: list[str] = []
    with browser_process.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.goto(site)
        fields = page.locator("input[type=email], input[type=password]").count()

    assert fields == 2
    assert complaints == []
