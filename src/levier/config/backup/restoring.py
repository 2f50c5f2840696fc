"""Verifying a backup by rebuilding it, and putting it in the place of the running house."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from levier.config.home import read_configuration
from levier.foundation.kit.permissions import Refused


class Former(NamedTuple):
    """Where the house that stood here before was put: its folder, and the place of its database when that is apart."""

    folder: Path | None
    database: str


def rebuild_apart(file: Path, home: Path, key: str, *, database: str = "", aside: str = "") -> None:
    """Rebuild a backup in the empty folder `home`, in a process of its own, and compare all of it.

    On SQLite inside that folder; or in the PostgreSQL at `database`, whose tables are put into the schema `aside` in
    the same transaction. Raises Refused with what is wrong; then `home` is not to be used and `database` is as before.
    """
    environment = os.environ | {"LEVIER_HOME": str(home), "DATABASE_URL": database, "LEVIER_DATABASE_ROLE": ""}
    process = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "levier.config.backup.rebuilding", str(file), aside],
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
    """The key that opens backups: from a folder of keys kept apart, else of this house. Raises Refused without one."""
    file = (keys or home / "keys") / "backup.key"
    if not file.is_file():
        advice = "" if keys else " Donnez le dossier où les clés sont gardées : --keys DOSSIER."
        raise Refused(f"Il n'y a pas de clé « backup.key » dans {file.parent}.{advice}")
    return file.read_text(encoding="ascii").strip()


def verify(file: Path, home: Path, keys: Path | None, at: datetime) -> None:
    """Prove a backup by rebuilding it somewhere else; the running house is only told that it was proven."""
    key = backup_key(home, keys)
    with tempfile.TemporaryDirectory(prefix="levier-verify-") as scratch:
        rebuild_apart(file, Path(scratch), key)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "last-verified-backup").write_text(at.isoformat() + "\n", encoding="ascii")


def put_in_place(file: Path, home: Path, keys: Path | None, at: datetime) -> Former:
    """Rebuild beside the house, then swap folder and database; returns where the former ones went.

    The keys of the house stay, or come from `keys` on an empty machine. Raises Refused, the running house untouched.
    """
    read_configuration(home)
    key, url = backup_key(home, keys), os.environ.get("DATABASE_URL", "")
    fresh = home.with_name(f"{home.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    try:
        rebuild_apart(file, fresh, key)
        shutil.rmtree(fresh / "keys", ignore_errors=True)
        shutil.copytree(keys or home / "keys", fresh / "keys")
        database = _place_database(file, fresh, key, url, f"before_{at:%Y%m%d_%H%M%S}")
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)  # what was opened is personal
        raise
    if (home / "levier.conf").exists():
        shutil.copy2(home / "levier.conf", fresh / "levier.conf")
    folder = None
    if home.exists():
        folder = home.with_name(f"{home.name}.before-{at:%Y%m%d-%H%M%S}")
        home.rename(folder)
    fresh.rename(home)
    if folder and (folder / "backups").exists():
        (folder / "backups").rename(home / "backups")
    return Former(folder, database)


def _place_database(file: Path, fresh: Path, key: str, url: str, aside: str) -> str:
    """Bring what was rebuilt to where the house's database is, when that is not in its folder."""
    parts = urlsplit(url)
    made = fresh / "levier.sqlite3"
    if parts.scheme in ("postgresql", "postgres"):
        rebuild_apart(file, fresh, key, database=url, aside=aside)
        made.unlink()
        return f"schema {aside}"
    if parts.scheme != "sqlite":
        return ""
    place = Path(unquote(parts.path[1:] if parts.path.startswith("/") else parts.path))
    former = ""
    for tail in ("", "-wal", "-shm"):
        old = place.with_name(place.name + tail)
        if old.exists():
            old.rename(place.with_name(f"{place.name}.{aside}{tail}"))
            former = str(place.with_name(f"{place.name}.{aside}"))
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, place)
    return former
