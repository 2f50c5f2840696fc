"""Organisations never see each other: the database itself is told whose rows may be met.

On PostgreSQL each table with an organisation has row-level security, FORCE included, comparing its organisation with
`app.organisation`, which lives as long as the transaction. On SQLite there is no such thing: queries carry it alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Model

APPLICATION_ROLE = "levier_application"
EXCEPTIONS: dict[str, str] = {
    "accounts_organisation": "names of the associations of this house; read before the organisation is known",
    "accounts_user": "read at sign-in, before the organisation is known; holds no organisation",
    "accounts_trial": "wrong tries at sign-in, before the organisation is known; keyed hashes only",
}
# Two migrations may run at once on two databases of one server, where roles are shared.
_MAKE_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APPLICATION_ROLE}') THEN
        CREATE ROLE {APPLICATION_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""  # noqa: S608 - a constant
_current: ContextVar[int | None] = ContextVar("organisation", default=None)


def current_organisation() -> int | None:
    """The organisation this piece of work was opened for, or None."""
    return _current.get()


@contextmanager
def working_for(organisation_id: int, *, user_id: int | None = None, atomic: bool = False) -> Iterator[None]:
    """Open a piece of work for one organisation: request, task or command.

    On PostgreSQL it encloses a transaction, because the setting lives as long as one; on SQLite only when `atomic`.
    Nested work for another organisation restores the outer one at its end.
    """
    token = _current.set(organisation_id)
    try:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                before = _enter(organisation_id, user_id)
                yield
                _leave(before)
        elif atomic:
            with transaction.atomic():
                yield
        else:
            yield
    finally:
        _current.reset(token)


_TAKE = """
WITH before AS MATERIALIZED (
    SELECT coalesce(current_setting('app.organisation', true), '') AS organisation,
        coalesce(current_setting('app.user', true), '') AS person, current_setting('role') AS role
)
SELECT organisation, person, role, set_config('app.organisation', %s, true), set_config('app.user', %s, true),
    set_config('role', coalesce(nullif(%s, ''), role), true)
FROM before
"""
_GIVE_BACK = """
SELECT set_config('app.organisation', %s, true), set_config('app.user', %s, true), set_config('role', %s, true)
"""


def _enter(organisation_id: int, user_id: int | None) -> tuple[str, str, str]:
    """What stood before, and take this organisation, this user and the role of the site: one question."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [str(organisation_id), str(user_id or ""), settings.DATABASE_APPLICATION_ROLE])
        before: tuple[str, str, str] = cursor.fetchone()[:3]
    return before


def _leave(before: tuple[str, str, str]) -> None:
    """Matters when the outer transaction goes on, as in tests and nested work; after an error it is rolled back."""
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(_GIVE_BACK, before)


def one_at_a_time(name: str) -> None:
    """Until the transaction ends, nobody else of this organisation works on `name`: who comes second waits, then sees.

    SQLite's transactions are one at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_current.get() or 0, name])


def organisation_tables() -> list[type[Model]]:
    """Our models with an organisation column, ours of every room, concrete."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("levier.")
        and any(f.column == "organisation_id" for f in model._meta.local_fields)
    ]


def secure_rows(using: str = "default", **_: Any) -> None:
    """After each migration, on PostgreSQL: the application's role, its grants, and a policy on each such table."""
    database = connections[using]
    if database.vendor != "postgresql":
        return
    existing = set(database.introspection.table_names())
    with database.cursor() as cursor:
        cursor.execute(_MAKE_ROLE)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION_ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION_ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION_ROLE}")
        for model in organisation_tables():
            if model._meta.db_table in existing:
                _secure_table(cursor, model._meta.db_table)


def _secure_table(cursor: Any, table: str) -> None:
    mine = "organisation_id = nullif(current_setting('app.organisation', true), '')::bigint"
    if table == "accounts_membership":
        # Read before the organisation is known, to know it: one's own memberships, by one's own session.
        mine += " OR user_id = nullif(current_setting('app.user', true), '')::bigint"
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS own_organisation ON "{table}"')
    cursor.execute(f'CREATE POLICY own_organisation ON "{table}" USING ({mine}) WITH CHECK ({mine})')
