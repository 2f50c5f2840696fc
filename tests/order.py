"""What runs once, and what runs first.

Most tests mean something on each database; those that open none would only say the same thing twice.
"""

import django.test
import pytest

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
MARKS = ("django_db", "migrations", "postgresql")
LONG = ("tests/trust/standing/", "tests/trust/")
LEFT_OUT = pytest.StashKey[int]()


def opens_database(item: pytest.Item) -> bool:
    """Does this test work in the database of the run? Without any of these signs pytest-django refuses every query."""
    case = getattr(item, "cls", None)
    return (
        any(item.get_closest_marker(name) for name in MARKS)
        or bool(DATABASE & set(getattr(item, "fixturenames", ())))
        or (case is not None and issubclass(case, django.test.TransactionTestCase))
    )


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --only-database: take away what opens none, and count it."""
    if not config.getoption("--only-database"):
        return
    pure = [item for item in items if not opens_database(item)]
    config.stash[LEFT_OUT] = len(pure)
    config.hook.pytest_deselected(items=pure)
    gone = set(pure)
    items[:] = [item for item in items if item not in gone]


def longest_first(items: list[pytest.Item]) -> None:
    """The attacks on every form take minutes each: begun last, one of them leaves the other processes idle."""
    items.sort(
        key=lambda item: next((rank for rank, wing in enumerate(LONG) if item.nodeid.startswith(wing)), len(LONG))
    )


def tell_controller(config: pytest.Config) -> None:
    """At the end of a worker: how many it left out."""
    config.workeroutput["left_out"] = config.stash.get(LEFT_OUT, 0)  # type: ignore[attr-defined]


def hear_worker(config: pytest.Config, told: dict[str, int]) -> None:
    """All workers collect the same tests, so each says the same number."""
    config.stash[LEFT_OUT] = max(config.stash.get(LEFT_OUT, 0), told.get("left_out", 0))
