"""From a living house to one sealed file."""

import hashlib
import io
import json
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from levier import __version__
from levier.config.backup.sealed import seal, unseal
from levier.config.backup.tables import lines, snapshot, tables
from levier.config.keys import kept_key
from levier.foundation.journal.models import Head
from levier.foundation.kit.permissions import Refused


def save(target: Path, at: datetime) -> dict[str, Any]:
    """Write a backup; returns its manifest. Raises Refused when this database role would not see every row."""
    _demand_sight()
    with tempfile.TemporaryFile() as plain, tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(fileobj=plain, mode="w:gz", compresslevel=5) as archive:
            with snapshot():
                manifest = _tables(archive, Path(scratch)) | _about(at)
            manifest["files"] = _files(archive)
            data = json.dumps(manifest, indent=1).encode()
            info = tarfile.TarInfo("manifest.json")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        plain.seek(0)
        draft = target.with_suffix(".part")
        try:
            with draft.open("wb") as sealed:
                draft.chmod(0o600)
                seal(plain, sealed, kept_key(settings.HOME, "backup.key"))
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    return manifest


def manifest_of(file: Path, key: str) -> dict[str, Any]:
    """What a backup says of itself: rows and hash of each table, and the heads of the journal then. Raises NotOurs."""
    with tempfile.TemporaryFile() as plain:
        unseal(file, plain, key)
        plain.seek(0)
        with tarfile.open(fileobj=plain, mode="r:gz") as archive:
            found: dict[str, Any] = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
    return found


def _demand_sight() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            raise Refused("Ce rôle ne voit pas toutes les lignes : donnez l'adresse de maintenance dans DATABASE_URL.")


def _tables(archive: tarfile.TarFile, scratch: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for model in tables():
        name, digest, count = model._meta.label_lower, hashlib.sha256(), 0
        file = scratch / name
        with file.open("wb") as output:
            for line in lines(model):
                output.write(line)
                digest.update(line)
                count += 1
        archive.add(file, f"tables/{name}.jsonl")
        file.unlink()
        found[name] = {"rows": count, "sha256": digest.hexdigest()}
    return {"tables": found}


def _about(at: datetime) -> dict[str, Any]:
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    heads = {str(head.organisation_id): [head.number, head.hash] for head in Head.objects.all()}
    return {"made_at": at.isoformat(), "version": __version__, "migrations": applied, "journal": heads}


def _files(archive: tarfile.TarFile) -> dict[str, str]:
    root: Path = settings.HOME / "files"
    found = {}
    for file in sorted(root.rglob("*")) if root.exists() else ():
        if file.is_file():
            name = file.relative_to(root).as_posix()
            archive.add(file, f"files/{name}")
            found[name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found
