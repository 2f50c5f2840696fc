"""From a sealed file to a house, in an empty place. Runs in a process of its own whose LEVIER_HOME is that place."""

import hashlib
import json
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, BinaryIO


def rebuild(plain: BinaryIO, aside: str = "") -> list[str]:
    """Fill the empty house of this process from an opened backup; returns what differs from its manifest.

    In a PostgreSQL that is not empty, its tables move to the schema `aside`. All in one transaction: a refusal or a
    difference leaves the database as it was. Raises NotOurs when its tables are those of another version.
    """
    from django.conf import settings
    from django.db import connection, transaction

    from levier.config.backup.tables import fingerprint

    with tarfile.open(fileobj=plain, mode="r:gz") as archive:
        manifest = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
        if connection.vendor == "sqlite":
            _migrate(manifest)  # turns foreign keys off, which no transaction allows
        with transaction.atomic():
            if connection.vendor == "postgresql":
                _put_aside(aside)
                _migrate(manifest)
            _fill(archive)
            _files(archive, manifest["files"], settings.HOME / "files")
            differences = _differences(manifest, fingerprint(), settings.HOME / "files")
            if differences:
                transaction.set_rollback(True)
            elif connection.vendor == "postgresql":
                _check_references()
    return differences


def _migrate(manifest: dict[str, Any]) -> None:
    """Make the tables of this version. Raises NotOurs when the backup holds those of another one."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from levier.config.backup.sealed import NotOurs
    from levier.config.laying import lay_tables

    lay_tables()
    applied = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    if applied != set(manifest["migrations"]):
        version = manifest["version"]
        raise NotOurs(
            f"Cette sauvegarde a les tables d'une autre version de Levier ({version}) : "
            "remettez-la avec cette version-là, puis mettez à jour."
        )


def _put_aside(schema: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            cursor.execute(f"ALTER SCHEMA public RENAME TO {connection.ops.quote_name(schema)}")
            cursor.execute("CREATE SCHEMA public")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot be altered


def _check_references() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _fill(archive: tarfile.TarFile) -> None:
    from django.db import connection

    from levier.config.backup.tables import fill, tables

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for model in tables():
        fill(model, archive.extractfile(f"tables/{model._meta.label_lower}.jsonl") or ())
    _restart_numbers(connection)


def _restart_numbers(connection: Any) -> None:
    from django.core.management.color import no_style

    from levier.config.backup.tables import tables

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _files(archive: tarfile.TarFile, names: dict[str, str], root: Path) -> None:
    for name in names:
        target = (root / name).resolve()
        if not target.is_relative_to(root.resolve()):
            raise ValueError(name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        member = archive.extractfile(f"files/{name}")
        target.write_bytes(member.read() if member else b"")
        target.chmod(0o600)


def _differences(manifest: dict[str, Any], found: dict[str, Any], root: Path) -> list[str]:
    wrong = [name for name, kept in manifest["tables"].items() if found.get(name) != kept]
    for name, digest in manifest["files"].items():
        if hashlib.sha256((root / name).read_bytes()).hexdigest() != digest:
            wrong.append(f"files/{name}")
    return wrong


def main(arguments: list[str]) -> int:
    """`python -m levier.config.backup.rebuilding FILE SCHEMA`, the key on standard input; prints what differs."""
    from levier.config.backup.sealed import NotOurs, unseal

    file, aside = arguments
    try:
        with tempfile.TemporaryFile() as plain:
            unseal(Path(file), plain, sys.stdin.readline().strip())  # what is not ours is refused before anything else
            plain.seek(0)
            answer = _rebuilt(plain, aside)
    except NotOurs as error:
        answer = {"refused": str(error)}
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


def _rebuilt(plain: BinaryIO, aside: str) -> dict[str, Any]:
    import django

    django.setup()
    from django.db import ProgrammingError

    try:
        return {"differences": rebuild(plain, aside)}
    except ProgrammingError as error:
        return {"refused": f"La base de données refuse ({error}) : donnez l'adresse de maintenance dans DATABASE_URL."}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
