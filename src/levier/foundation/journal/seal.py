"""Triggers that refuse to change or delete a line, on both databases."""

from typing import Any

from django.db import connections

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS journal_line_no_{name} BEFORE {verb} ON journal_line
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
_NO_REPLACEMENT = """
CREATE TRIGGER IF NOT EXISTS journal_line_no_replacement BEFORE INSERT ON journal_line
WHEN EXISTS (SELECT 1 FROM journal_line WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM journal_line WHERE organisation_id = NEW.organisation_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
"""On SQLite INSERT OR REPLACE removes a row without asking the trigger of DELETE."""
_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
"""
_POSTGRESQL = """
CREATE OR REPLACE TRIGGER journal_line_no_{name} BEFORE {verb} ON journal_line
FOR EACH {each} EXECUTE FUNCTION journal_refuse()
"""


def seal_tables(using: str = "default", **_: Any) -> None:
    """Install the triggers; called after each migration. Does nothing where the table is not there yet."""
    connection = connections[using]
    if "journal_line" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
                cursor.execute(_POSTGRESQL.format(name=verb.lower(), verb=verb, each=each))
            return
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(_SQLITE.format(name=verb.lower(), verb=verb))
        cursor.execute(_NO_REPLACEMENT)
