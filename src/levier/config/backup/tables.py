"""Tables as lines of JSON: written, read back, counted and hashed the same way on both databases."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import sql

LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission", "usersessions.usersession"}
BATCH = 500


def tables() -> list[type[models.Model]]:
    """Every table worth keeping, by label. Sessions are left out: people sign in again after a restore."""
    found = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return sorted((m for m in found if m._meta.label_lower not in LEFT_OUT), key=lambda m: m._meta.label_lower)


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """Rows of a table by primary key, one JSON array a line, columns in the order of `columns`."""
    rows = model._base_manager.order_by("pk").values_list(*columns(model))
    for row in rows.iterator(chunk_size=2_000):
        yield (json.dumps(row, cls=_Encoder, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()


def columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields]


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if isinstance(o, datetime | time):
            return o.isoformat()  # Django's would drop the microseconds, which the journal's chain is made of
        if isinstance(o, bytes | memoryview):
            return {"base64": base64.b64encode(bytes(o)).decode()}
        return super().default(o)


def fill(model: type[models.Model], rows: Iterable[bytes]) -> None:
    """Insert kept rows as they were: identifiers and dates included, nothing recomputed."""
    fields = list(model._meta.local_concrete_fields)
    batch: list[models.Model] = []
    for line in rows:
        values = [_python(field, value) for field, value in zip(fields, json.loads(line), strict=True)]
        batch.append(model(**{field.attname: value for field, value in zip(fields, values, strict=True)}))
        if len(batch) == BATCH:
            _insert(model, fields, batch)
            batch = []
    if batch:
        _insert(model, fields, batch)


def _python(field: Any, value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"base64"} and isinstance(field, models.BinaryField):
        return base64.b64decode(value["base64"])
    return value if isinstance(field, models.JSONField) else field.to_python(value)


def _insert(model: type[models.Model], fields: list[Any], rows: list[models.Model]) -> None:
    query = sql.InsertQuery(model)
    query.insert_values(fields, rows, raw=True)
    query.get_compiler(connection=connection).execute_sql()


def fingerprint() -> dict[str, dict[str, Any]]:
    """{table: {"rows", "sha256"}} of the whole database, as it stands."""
    found = {}
    for model in tables():
        digest, count = hashlib.sha256(), 0
        for line in lines(model):
            digest.update(line)
            count += 1
        found[model._meta.label_lower] = {"rows": count, "sha256": digest.hexdigest()}
    return found


class snapshot:
    """All reads inside see the same moment, and nobody who writes waits."""

    def __enter__(self) -> None:
        if connection.vendor == "postgresql":
            self._atomic = transaction.atomic()
            self._atomic.__enter__()
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")

    def __exit__(self, *error: Any) -> None:
        if connection.vendor == "postgresql":
            self._atomic.__exit__(*error)
            return
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
