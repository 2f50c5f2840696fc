"""From a sealed file to a house, in an empty place. Runs in a process of its own whose LEVIER_HOME is that place."""

import hashlib
import json
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any


def rebuild(file: Path, key: str) -> list[str]:
    """Fill the empty house of this process from a backup; returns what differs from the manifest ([] when nothing).

    Raises NotOurs when the file is not whole or not ours, before anything is written.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction

    from levier.config.backup.sealed import unseal
    from levier.config.backup.tables import fill, fingerprint, tables

    with tempfile.TemporaryFile() as plain:
        unseal(file, plain, key)
        plain.seek(0)
        call_command("migrate", verbosity=0, interactive=False)
        with tarfile.open(fileobj=plain, mode="r:gz") as archive:
            manifest = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
            with transaction.atomic():
                for model in tables():
                    member = archive.extractfile(f"tables/{model._meta.label_lower}.jsonl")
                    fill(model, member or ())
                _restart_numbers(connection)
            _files(archive, manifest["files"], settings.HOME / "files")
    return _differences(manifest, fingerprint(), settings.HOME / "files")


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
    """`python -m levier.config.backup.rebuilding FILE`, the key on standard input; prints differences as JSON."""
    import django

    django.setup()
    from levier.config.backup.sealed import NotOurs

    try:
        sys.stdout.write(json.dumps({"differences": rebuild(Path(arguments[0]), sys.stdin.readline().strip())}) + "\n")
    except NotOurs as error:
        sys.stdout.write(json.dumps({"refused": str(error)}) + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
