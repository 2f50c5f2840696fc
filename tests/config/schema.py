"""Run by itself on an empty database: makes its tables in one of two ways and tells, as JSON, what is there."""

import json
import sys

import django
from django.conf import settings

QUESTIONS = {
    "sqlite": {"triggers": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"},
    "postgresql": {
        "triggers": "SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE NOT tgisinternal",
        "policies": "SELECT tablename, policyname, qual, with_check FROM pg_policies",
        "secured": "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        "rules": "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace",
        "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    },
}
ALWAYS = {
    "changes": "SELECT app, name FROM django_migrations",
    "kinds": "SELECT app_label, model FROM django_content_type",
}


def rules_of(cursor, table):
    """Keys, checks and indexes of a table; SQLite numbers those that have no name."""
    from django.db import connection

    rules = connection.introspection.get_constraints(cursor, table)
    named = [
        ["" if name.startswith(("fk_", "__")) else name, {**rule, "definition": None}] for name, rule in rules.items()
    ]
    return sorted(named, key=str)


def told():
    from django.db import connection

    with connection.cursor() as cursor:
        look = connection.introspection
        found = {
            table: sorted(map(str, look.get_table_description(cursor, table))) + rules_of(cursor, table)
            for table in look.table_names(cursor)
        }
        for name, question in (QUESTIONS[connection.vendor] | ALWAYS).items():
            cursor.execute(question)
            found[name] = sorted([str(word) for word in row] for row in cursor.fetchall())
    return found


if __name__ == "__main__":
    settings.HOME.mkdir(parents=True, exist_ok=True)
    django.setup()
    if sys.argv[1] == "models":
        from levier.config.laying import lay_tables

        lay_tables()
    else:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    print(json.dumps(told(), default=str))  # noqa: T201 - what it is for
