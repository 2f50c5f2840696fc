"""Verifying a backup by rebuilding it, and putting it in the place of the running house."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from levier.config.keys import kept_key
from levier.foundation.kit.permissions import Refused


def rebuild_apart(file: Path, home: Path, key: str) -> None:
    """Rebuild a backup in the empty folder `home`, on SQLite, in a process of its own, and compare all of it.

    Raises Refused with what is wrong; then `home` is not to be used.
    """
    environment = os.environ | {"LEVIER_HOME": str(home), "DATABASE_URL": "", "LEVIER_DATABASE_ROLE": ""}
    process = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "levier.config.backup.rebuilding", str(file)],
        env=environment,
        input=key + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        answer = json.loads(process.stdout)
    except ValueError as error:
        raise Refused("La sauvegarde n'a pas pu être relue en entier.") from error
    if answer.get("refused"):
        raise Refused(answer["refused"])
    if answer["differences"]:
        raise Refused("La sauvegarde relue diffère de l'original : " + ", ".join(answer["differences"]))


def backup_key(home: Path, keys: Path | None) -> str:
    """The key that opens backups: from a folder of keys kept apart, else from this house."""
    if keys is not None:
        file = keys / "backup.key"
        if not file.exists():
            raise Refused(f"Il n'y a pas de clé « backup.key » dans {keys}.")
        return file.read_text(encoding="ascii").strip()
    return kept_key(home, "backup.key")


def verify(file: Path, home: Path, keys: Path | None, at: datetime) -> None:
    """Prove a backup by rebuilding it somewhere else; the running house is only told that it was proven."""
    with tempfile.TemporaryDirectory(prefix="levier-verify-") as scratch:
        rebuild_apart(file, Path(scratch), backup_key(home, keys))
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "last-verified-backup").write_text(at.isoformat() + "\n", encoding="ascii")


def put_in_place(file: Path, home: Path, keys: Path | None, at: datetime) -> Path | None:
    """Rebuild beside the house, then swap; returns where the former house went (None when there was none).

    The keys of the house stay, or come from `keys` on an empty machine.
    """
    key = backup_key(home, keys)
    fresh = home.with_name(f"{home.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    rebuild_apart(file, fresh, key)
    source = keys if keys is not None else home / "keys"
    shutil.rmtree(fresh / "keys", ignore_errors=True)
    shutil.copytree(source, fresh / "keys")
    if (home / "levier.conf").exists():
        shutil.copy2(home / "levier.conf", fresh / "levier.conf")
    former = None
    if home.exists():
        former = home.with_name(f"{home.name}.before-{at:%Y%m%d-%H%M%S}")
        home.rename(former)
    fresh.rename(home)
    return former
