"""Triggers that refuse to change or delete a line, on both databases."""

from typing import Any

from django.db import connections

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS journal_line_no_{name} BEFORE {verb} ON journal_line
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
"""
_POSTGRESQL = """
CREATE OR REPLACE TRIGGER journal_line_no_{name} BEFORE {verb} ON journal_line
FOR EACH ROW EXECUTE FUNCTION journal_refuse()
"""


def seal_tables(using: str = "default", **_: Any) -> None:
    """Install the triggers; called after each migration. Does nothing where the table is not there yet."""
    connection = connections[using]
    if "journal_line" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for verb in ("UPDATE", "DELETE"):
            template = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
            cursor.execute(template.format(name=verb.lower(), verb=verb))
