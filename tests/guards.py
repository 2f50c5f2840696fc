"""Guards that stand during every test, so that what works by luck fails loudly."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import DateField, DateTimeField, QuerySet

_WRITES = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
WRITTEN_BY_A_READING = {"journal_line", "journal_head", "django_session"}
"""What a GET may write: the journal's line of a reading, and what keeps a person signed in."""
TRIES = "accounts_trial"
"""What a GET may write besides, when its link is one that nobody signed: that one more was tried from there."""


def install() -> None:
    """Turn unordered rows round, and refuse a moment in a field that holds a day."""
    _turn_round()
    _refuse_moments()


def _turn_round() -> None:
    fetch = QuerySet._fetch_all

    def turned(self: QuerySet[Any]) -> None:
        is_first = self._result_cache is None
        fetch(self)
        if is_first and self._result_cache and not self.ordered and not self.query.combinator:
            self._result_cache.reverse()

    QuerySet._fetch_all = turned  # type: ignore[method-assign]


def _refuse_moments() -> None:
    prepare = DateField.get_prep_value

    def strict(self: DateField[Any, Any], value: Any) -> Any:
        if isinstance(value, datetime) and not isinstance(self, DateTimeField):
            raise TypeError(f"{self} holds a day, not a moment: {value!r}")
        return prepare(self, value)

    DateField.get_prep_value = strict  # type: ignore[method-assign]


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """A wrapper of `connection.execute_wrapper` for the length of a GET. Raises AssertionError for a stray write."""
    found = _WRITES.match(sql)
    if found and found[1] not in WRITTEN_BY_A_READING | {TRIES}:
        raise AssertionError(f"a GET writes into {found[1]}")
    return execute(sql, params, many, context)


@contextmanager
def only_wrong_links_are_counted(answered: Callable[[], int]) -> Iterator[None]:
    """Raises AssertionError when a GET counts a try and opens something: `answered` gives the status of its answer."""
    counted = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITES.match(sql)
        counted.extend([sql] if found and found[1] == TRIES else [])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
    if counted and answered() not in (404, 429):
        raise AssertionError(f"a GET answered {answered()} counts a try")


_HOUSEKEEPING = re.compile(
    r"^\s*(?:SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET |RESET )|set_config\(|current_setting\(|pg_advisory_xact_lock",
    re.IGNORECASE,
)


@contextmanager
def exactly(wanted: int) -> Iterator[None]:
    """The block asks the database `wanted` times, whatever the database does around it to keep organisations apart.

    Raises AssertionError with the queries when it is not so.
    """
    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not _HOUSEKEEPING.search(sql):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield
    if len(asked) != wanted:
        raise AssertionError("\n".join([f"{len(asked)} queries instead of {wanted}:", *asked]))
