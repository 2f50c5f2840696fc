"""Rows by the million: the same plain values into both databases, by the fastest way each of them has."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from levier.config.demonstration.region import count_on

BATCH = 50_000


def insert(model: type[models.Model], varied: tuple[str, ...], rows: Iterable[tuple[Any, ...]], **same: Any) -> int:
    """Write rows of `varied` columns; the other columns hold `same`, or their default. Returns how many.

    Columns are named as in the database ("person_id"); days and moments are given as text.
    """
    fields = {str(field.column): field for field in model._meta.local_concrete_fields}
    others = {name: field.get_default() for name, field in fields.items() if name not in varied and name != "id"}
    others |= same
    names = [*varied, *others]
    constants = tuple(str(value) if hasattr(value, "isoformat") else value for value in others.values())
    written = _copied if connection.vendor == "postgresql" else _executed
    return written(model._meta.db_table, names, (row + constants for row in rows))


def _executed(table: str, names: list[str], rows: Iterator[tuple[Any, ...]]) -> int:
    quoted = ", ".join(map(connection.ops.quote_name, names))
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names
    count = 0
    while part := list(islice(rows, BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.cursor.connection.executemany(statement, part)
        count += len(part)
    return count


def _copied(table: str, names: list[str], rows: Iterator[tuple[Any, ...]]) -> int:
    quoted = ", ".join(map(connection.ops.quote_name, names))
    count = 0
    statement = f"COPY {table} ({quoted}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def last_id(model: type[models.Model]) -> int:
    """The greatest id of a table, 0 when it is empty: where ids given by hand begin."""
    return int(model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0)


@contextmanager
def loading() -> Iterator[None]:
    """While it lasts, links between tables are not followed up: what is written is known to hold together.

    Ids were given by hand: at the end the database knows where to go on counting. Inside a transaction nothing is set.
    """
    if connection.in_atomic_block:
        yield
        count_on()
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA temp_store = FILE")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
            count_on()
            cursor.execute("ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def without_index(model: type[models.Model], name: str) -> Iterator[None]:
    """Write first, sort once: the index is made again at the end."""
    index = next(one for one in model._meta.indexes if one.name == name)
    editor = connection.schema_editor()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # what waits for the end of the transaction forbids a new index
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(str(index.create_sql(model, editor)))
