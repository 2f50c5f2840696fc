"""The same backup on PostgreSQL, and from one database to the other."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier

from tests.config.houses import answer, levier, tables_of

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="works on PostgreSQL databases of its own"),
]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """Address of an empty database on the cluster of the tests."""
    url = os.environ["DATABASE_URL"]
    name = f"house_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url.replace("&pool=0", "").replace("pool=0", ""), autocommit=True) as session:
        session.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    with psycopg.connect(url.replace("&pool=0", "").replace("pool=0", ""), autocommit=True) as session:
        session.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Path:
    """A house on SQLite, its backup and its keys beside it."""
    home = tmp_path_factory.mktemp("lived") / "house"
    assert levier(home, "demo", "--size", "small", "--no-serve").returncode == 0
    answer(home, "backup", "-o", home.parent / "sqlite.backup", "--keys-to", home.parent / "keys")
    return home


def asked(url: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url.replace("&pool=0", ""), autocommit=True) as session:
        return session.execute(question).fetchall()


SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before%' OR nspname = 'public' ORDER BY 1"


def test_a_house_moves_from_sqlite_to_postgresql_and_back(lived, database, tmp_path):
    home, keys = tmp_path / "moved", lived.parent / "keys"
    on_postgresql = {"DATABASE_URL": database}
    wanted = tables_of(lived)

    answer(home, "restore", lived.parent / "sqlite.backup", "--keys", keys, **on_postgresql)

    assert tables_of(home, **on_postgresql) == wanted
    assert not (home / "levier.sqlite3").exists()
    assert levier(home, "audit", "verify", **on_postgresql).returncode == 0
    secured = "SELECT count(*) FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    triggers = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'journal_line_no_%'"
    assert (asked(database, secured)[0][0] > 20, asked(database, triggers)) == (True, [(3,)])

    answer(home, "backup", "-o", tmp_path / "postgresql.backup", **on_postgresql)
    answer(tmp_path / "back", "restore", tmp_path / "postgresql.backup", "--keys", keys)

    assert tables_of(tmp_path / "back") == wanted
    assert answer(home, "drill", **on_postgresql)["tables_differing"] == 0

    # Over the house that is there: its tables are kept beside, and numbers go on after those that were restored.
    asked_before = asked(database, "SELECT max(id) FROM people_person")
    said = answer(home, "restore", tmp_path / "postgresql.backup", **on_postgresql)
    schema = said["former_database"].removeprefix("schema ")
    assert asked(database, SCHEMAS) == [(schema,), ("public",)]
    assert asked(database, f"SELECT count(*) FROM {schema}.people_person") == [(wanted["people.person"]["rows"],)]
    assert asked(database, "SELECT nextval('people_person_id_seq')") == [(asked_before[0][0] + 1,)]

    # What is refused changes nothing.
    (tmp_path / "hurt.backup").write_bytes((tmp_path / "postgresql.backup").read_bytes()[:-1])
    refused = levier(home, "restore", tmp_path / "hurt.backup", **on_postgresql)
    assert (refused.returncode, asked(database, SCHEMAS)) == (1, [(schema,), ("public",)])
    assert tables_of(home, **on_postgresql) == wanted


def test_a_role_that_does_not_see_every_row_makes_no_backup(lived, database, tmp_path):
    levier(tmp_path / "any", "migrate", "--quiet", DATABASE_URL=database)
    web = f"web_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(database.replace("&pool=0", ""), autocommit=True) as session:
        session.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(web)))
        session.execute(SQL("GRANT levier_application TO {}").format(Identifier(web)))
    as_web = database.replace("levier@", f"{web}@")

    backup = levier(tmp_path / "any", "backup", "-o", tmp_path / "no.backup", DATABASE_URL=as_web)
    restore = levier(
        tmp_path / "any",
        "restore",
        lived.parent / "sqlite.backup",
        "--keys",
        lived.parent / "keys",
        DATABASE_URL=as_web,
    )

    assert (backup.returncode, restore.returncode) == (1, 1)
    assert backup.stderr.startswith("Ce rôle ne voit pas toutes les lignes")
    assert "donnez l'adresse de maintenance dans DATABASE_URL" in restore.stderr
    assert not (tmp_path / "no.backup").exists()
