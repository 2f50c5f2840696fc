"""The tables of a house: made at once where there are none, migrated where there is a past."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def lay_tables() -> None:
    """Bring the database to this version's tables; the data stay.

    An empty database gets them from the models: the same tables (tests/config/test_migrations.py), many times
    sooner than by walking through every change since the first version.
    """
    if connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
    else:
        _make_all()


def _make_all() -> None:
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    past = MigrationLoader(connection).disk_migrations
    with connection.schema_editor() as editor:  # one transaction: all tables, or none
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in past:
            recorder.record_applied(app, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
