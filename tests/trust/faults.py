"""A database that fails once, at the statement one names."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection

from tests.guards import _HOUSEKEEPING as HOUSEKEEPING

_WRITTEN = re.compile(r"^\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
NOT_OURS = {"django_session"}
"""What is written beside the work: who is signed in, and what was searched."""


class Broken(DatabaseError):
    """The failure that was asked for."""


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """The block's statement `number`, from 1, fails; 0: none does. Yields the statements asked so far."""
    asked: list[str] = []

    def fail(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        # Django leaves a check that cannot be asked to the constraint itself: not a failure of the work.
        if '"_check"' in sql:
            return execute(sql, params, many, context)
        if not HOUSEKEEPING.search(sql) and "django_session" not in sql:
            asked.append(sql)
            if len(asked) == number:
                raise Broken(f"statement {number} of the act")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield asked


def tables_written(statements: list[str]) -> list[str]:
    """Tables that these statements change."""
    found = {match[1] for sql in statements if (match := _WRITTEN.match(sql))}
    return sorted(found - NOT_OURS)


def first_write(statements: list[str]) -> int:
    """Number of the first statement that changes something, from 1; 0 when none does."""
    writes = [number for number, sql in enumerate(statements, 1) if _WRITTEN.match(sql)]
    return writes[0] if writes else 0


def state_of(tables: list[str]) -> dict[str, list[Any]]:
    """Every row of these tables."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
