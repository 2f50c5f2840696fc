"""One cast for all tests: Mariam is accompanied; a counsellor, a colleague, a stranger, an auditor."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ["LEVIER_DEMONSTRATION"] = "1"
os.environ.pop("LEVIER_TYPED", None)  # however this run was begun, sentences say `levier`
if "LEVIER_HOME" not in os.environ:
    os.environ["LEVIER_HOME"] = tempfile.mkdtemp(prefix="levier-test-")
if WORKER := os.environ.get("PYTEST_XDIST_WORKER"):  # a house of its own: two of them both have an import number 1
    os.environ["LEVIER_HOME"] = tempfile.mkdtemp(prefix=f"{WORKER}-", dir=os.environ["LEVIER_HOME"])

import pytest

WATCH = pytest.StashKey[Any]()


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATABASE_APPLICATION_ROLE = (
        "levier_application" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ""
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what is true now into the golden files")
    parser.addoption("--only-database", action="store_true", help="leave out the tests that open no database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    from tests import order

    order.leave_out(config, items)
    order.longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    from tests import order

    order.hear_worker(node.config, getattr(node, "workeroutput", {}))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    from _pytest.runner import pytest_runtest_protocol as protocol

    from tests.stack import on_wide_ground

    return on_wide_ground(lambda: protocol(item, nextitem))


def pytest_sessionstart(session: pytest.Session) -> None:
    if place := os.environ.get("LEVIER_COVERAGE"):
        import coverage

        session.config.stash[WATCH] = watch = coverage.Coverage(data_file=place, source=["levier"])
        watch.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if watch := config.stash.get(WATCH, None):
        watch.stop()
        watch.save()


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Was it asked to write the golden files rather than to compare with them?"""
    return bool(request.config.getoption("--accept"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    from tests import answers

    worker = getattr(session.config, "workerinput", None)
    answers.leave(worker["workerid"] if worker else "alone")
    if worker:
        from tests import order

        order.tell_controller(session.config)
        return
    if session.config.getoption("--accept"):
        from tests.house.accepting import accept_all

        accept_all()
    if _is_whole(session.config):
        _rules_have_both_answers(session)


def _rules_have_both_answers(session: pytest.Session) -> None:
    from tests import answers
    from tests.results import note

    started = session.config.pluginmanager.get_plugin("terminalreporter")._session_start.time
    names = answers.named()
    lacking = answers.one_sided(names, answers.gathered(started))
    note("rules", "answers", rules=len(names), one_sided=len(lacking))
    session.config.one_sided = lacking  # type: ignore[attr-defined]
    if lacking and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _is_whole(config: pytest.Config) -> bool:
    """Was everything asked for, but what needs a browser? Rules are often tested without a database."""
    named = [word for word in config.invocation_params.args if word.startswith("tests")]
    return (
        not named
        and not config.option.only_database
        and config.option.markexpr == "not browser"
        and not config.option.keyword
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    from tests.results import told_since

    for line in getattr(config, "one_sided", []):
        terminalreporter.write_line(f"RULE {line}", red=True)
    for line in told_since(terminalreporter._session_start.time):
        terminalreporter.write_line(line)
    from tests import order

    if left_out := config.stash.get(order.LEFT_OUT, 0):
        terminalreporter.write_line(f"LEFT OUT {left_out}: they open no database")


def pytest_collection(session: pytest.Session) -> None:
    from tests import answers
    from tests.guards import install

    install()
    answers.watch()


@pytest.fixture
def journal_may_be_emptied(transactional_db: None) -> Iterator[None]:
    """After a test on a live server the tables are emptied; the journal's triggers would rightly refuse that."""
    yield
    from django.db import connection

    with connection.cursor() as cursor:
        for verb in ("update", "delete", "truncate"):
            on = " ON journal_line" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS journal_line_no_{verb}{on}")


@pytest.fixture
def shared_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal_may_be_emptied: None
) -> Callable[[], None]:
    """A database that many connections write: the test's own on PostgreSQL, a copy of it in a file on SQLite."""

    from django.db import connection, connections

    def share() -> None:
        if connection.vendor == "sqlite":
            import sqlite3

            file = str(tmp_path / "race.sqlite3")
            with sqlite3.connect(file) as copy:
                connection.connection.backup(copy)
            copy.close()
            monkeypatch.setitem(connections["default"].settings_dict, "NAME", file)

    return share


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Reference files beside the project; tests that need them say loudly that they were skipped."""
    place = Path(os.environ.get("LEVIER_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")) / "data"
    if not place.is_dir():
        pytest.skip("NOT RUN: the reference files beside the project are absent (LEVIER_SHARED)")
    return place


@pytest.fixture(scope="session")
def browser_process() -> Iterator[Any]:
    """The one browser of this process: its driver runs a loop, and a second one beside it is refused."""
    from levier.config.browser import FLAGS, chromium

    path = chromium()
    if path is None:
        pytest.skip("NOT RUN: no Chromium on this machine (LEVIER_CHROMIUM)")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver's loop is no reason to refuse the database
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
