"""Many rows at once, as plain values, by the fastest way each database has; inside the caller's transaction.

For imports: `bulk_create` makes an object a row and asks each field about each value, which costs ten times the
writing. Constraints, triggers and row-level security of the database hold as ever.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.fields.json import JSONField

BATCH = 5_000
POINTED_AT_ONCE = 900


def new_keys(model: type[Model], count: int) -> Sequence[int]:
    """`count` primary keys that no row has, to be given to `insert_rows` in this transaction."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), model._meta.pk.column, count],
            )
            return [row[0] for row in cursor.fetchall()]
    # The transaction holds the only right to write, so that what is free now stays so; keys once given do not return.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table of ours
        last = cursor.fetchone()[0] or 0
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = max(last, (cursor.fetchone() or (0,))[0])
    return range(last + 1, last + 1 + count)


def insert_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], **same: Any) -> None:
    """Write rows whose values stand in the order of `names`; every other column holds `same`, or its default.

    Names are those of columns ("person_id", "id"). Days are dates, moments are aware, JSON is what json.dumps takes.
    """
    _insert(model, names, rows, same, "")


def insert_missing_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], **same: Any) -> None:
    """The same, but for rows that are already there: those that a constraint would refuse for being the second."""
    _insert(model, names, rows, same, " ON CONFLICT DO NOTHING")


def _insert(
    model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], same: dict[str, Any], ending: str
) -> None:
    fields = {str(field.column): field for field in model._meta.local_concrete_fields}
    left = {name: field.get_default() for name, field in fields.items() if name not in names and not field.primary_key}
    left |= same
    columns = [*names, *left]
    constants = tuple(_converter(fields[name])(value) for name, value in left.items())
    converters = [(place, _converter(fields[name])) for place, name in enumerate(names) if _needs(fields[name])]
    _write(model._meta.db_table, columns, _converted(rows, converters, constants), ending)


def _converted(
    rows: Iterable[Sequence[Any]], converters: list[tuple[int, Callable[[Any], Any]]], constants: tuple[Any, ...]
) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for place, convert in converters:
            values[place] = convert(values[place])
        yield (*values, *constants)


def _write(table: str, columns: list[str], rows: Iterator[tuple[Any, ...]], ending: str) -> None:
    first = next(rows, None)
    if first is None:
        return
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    marks = ", ".join(["%s"] * len(columns))
    name = connection.ops.quote_name(table)
    statement = f"INSERT INTO {name} ({quoted}) VALUES ({marks}){ending}"  # noqa: S608 - our names
    every = chain((first,), rows)
    with connection.cursor() as cursor:  # COPY would be faster on PostgreSQL, and row-level security forbids it
        while part := list(islice(every, BATCH)):
            cursor.executemany(statement, part)


def _needs(field: Any) -> bool:
    return isinstance(field, JSONField) or field.get_internal_type() in ("DateField", "DateTimeField")


def _converter(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, JSONField):
        return lambda value: None if value is None else json.dumps(value, cls=field.encoder)
    if field.get_internal_type() == "DateField":
        return _day if connection.vendor == "sqlite" else lambda value: value
    if field.get_internal_type() == "DateTimeField":
        return _moment if connection.vendor == "sqlite" else lambda value: value
    return lambda value: value


@lru_cache(maxsize=65_536)
def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


@lru_cache(maxsize=1_024)
def _moment(value: datetime | None) -> str | None:
    return str(value.astimezone(UTC).replace(tzinfo=None)) if value else None


def pointed_at(model: type[Model], ids: Sequence[int], *, but: Iterable[type[Model]] = ()) -> set[int]:
    """Which of these rows others point at, rows of the models `but` aside."""
    apart, found = set(but), set[int]()
    for relation in model._meta.related_objects:
        other: Any = relation.related_model
        if other in apart or relation.many_to_many:
            continue
        pointer = relation.field.attname
        for start in range(0, len(ids), POINTED_AT_ONCE):
            part = list(ids[start : start + POINTED_AT_ONCE])
            found.update(other._base_manager.filter(**{f"{pointer}__in": part}).values_list(pointer, flat=True))
    return found


def remove_rows(model: type[Model], **which: Any) -> int:
    """Delete rows on which nothing stands, in one statement; how many. The caller has asked `pointed_at`."""
    rows: Any = model._base_manager.filter(**which)
    return int(rows._raw_delete(rows.db) or 0)
