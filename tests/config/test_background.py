"""The background work lives and dies with the site."""

import subprocess
import sys
import time

import pytest

from levier.config.command import background
from levier.config.command.background import Background
from tests.config.processes import poll

OBEDIENT = [sys.executable, "-c", "import sys; sys.stdin.read()"]
STUBBORN = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def children(monkeypatch):
    """Each child process that was started."""
    started = []
    real = subprocess.Popen

    def remembered(*words, **options):
        started.append(real(*words, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)
    return started


def test_the_child_leaves_by_itself_when_the_site_closes(children):
    with Background(20, command=OBEDIENT) as work:
        work.begin()
        assert children[0].poll() is None

    assert children[0].returncode == 0


def test_a_child_that_does_not_leave_is_ended(children):
    with Background(0.1, command=STUBBORN) as work:
        work.begin()

    assert children[0].returncode == -9


def test_the_child_is_told_first_and_finishes_while_the_site_ends_its_requests(children):
    with Background(20, command=OBEDIENT) as work:
        work.begin()
        work.leave()
        left_meanwhile = poll(lambda: children[0].poll() == 0)
        work.leave()

    assert left_meanwhile


def test_patience_counts_from_when_the_child_was_told(children):
    with Background(1, command=STUBBORN) as work:
        work.begin()
        work.leave()
        children_before = children[0].poll()
        told = time.monotonic()
        poll(lambda: time.monotonic() - told > 1, 5)
        began = time.monotonic()

    assert (children_before, children[0].returncode) == (None, -9)
    assert time.monotonic() - began < 0.9


def test_a_child_that_was_told_to_leave_is_not_started_again(children):
    with Background(20, command=OBEDIENT) as work:
        work.begin()
        work.leave()
        children[0].wait(timeout=20)

    assert len(children) == 1


def test_a_child_that_falls_is_started_again(children, capfd, tmp_path, monkeypatch):
    falls_once = (
        "import sys, pathlib; mark = pathlib.Path(sys.argv[1]);"
        " sys.stdin.read() if mark.exists() else (mark.touch(), sys.exit(3))"
    )
    monkeypatch.setattr(background, "FIRST_REST", 0.0)

    with Background(20, command=[sys.executable, "-c", falls_once, str(tmp_path / "fallen")]) as work:
        work.begin()
        children[0].wait(timeout=20)
        started_again = poll(lambda: len(children) == 2)

    assert started_again
    assert children[1].returncode == 0
    assert "Le travail de fond s'est arrêté (statut 3)" in capfd.readouterr().out


def test_without_background_work_nothing_is_started(children):
    with Background(1, wanted=False) as work:
        work.begin()

    assert children == []


def test_nothing_begins_after_the_end_was_told(children):
    with Background(1, command=OBEDIENT) as work:
        work.leave()
        work.begin()

    assert children == []
