"""The tables of the tests are made from the models; here the migrations are shown to make the same ones."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.migrations
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_database(tmp_path) -> Iterator[str]:
    """URL of a database without tables, of the same kind as that of this run."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    import psycopg

    name, server = f"empty_{secrets.token_hex(4)}", connection.settings_dict
    words = {"host": server["HOST"], "user": server["USER"], "port": server["PORT"] or None, "dbname": "postgres"}
    with psycopg.connect(**words, password=server["PASSWORD"] or None, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_no_model_waits_for_its_migration():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, skip_checks=True, stdout=said, no_color=True)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_an_empty_database_is_brought_up_to_date_and_stays_so(empty_database, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": empty_database,
        "LEVIER_HOME": str(tmp_path),
        "LEVIER_DEMONSTRATION": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    script = (
        "from levier.config.command import main\n"
        "from levier.config.command.serve import waiting_migrations\n"
        "assert main(['migrate', '--quiet']) == 0\n"
        "assert not waiting_migrations()\n"
        "assert main(['migrate', '--quiet']) == 0\n"
    )

    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
