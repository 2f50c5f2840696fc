"""Houses of their own, worked on by the command line as an operator does."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from contextlib import closing
from functools import cache
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ADMIN, PASSWORD = "nadia@example.org", "quatre mots sans rapport"
OURS = ("LEVIER_", "DATABASE_URL", "DJANGO_")


def environment(home: Path, **more: str) -> dict[str, str]:
    """That of a house in production, on SQLite unless told otherwise."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    house = {
        "LEVIER_HOME": str(home),
        "LEVIER_SECURE": "0",
        "LEVIER_PASSWORD": PASSWORD,
        "PYTHONPATH": str(ROOT / "src"),
    }
    return kept | house | more


def levier(home: Path, *words: Any, **more: str) -> "subprocess.CompletedProcess[str]":
    """One command, to its end."""
    command = [sys.executable, "-P", "-m", "levier", *map(str, words)]
    return subprocess.run(
        command, env=environment(home, **more), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


@cache
def _tables() -> Path:
    """An empty database of this version, made once in this process by the real migrations: they take twenty seconds."""
    home = Path(tempfile.mkdtemp(prefix="tables-", dir=os.environ["LEVIER_HOME"]))
    done = levier(home, "migrate", "--quiet")
    assert done.returncode == 0, done.stderr
    return home / "levier.sqlite3"


def with_tables(home: Path) -> Path:
    """A folder that holds an empty database of this version and nothing else: no key, no association."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy(_tables(), home / "levier.sqlite3")
    return home


def answer(home: Path, *words: Any, **more: str) -> Any:
    """What a command answers with --json, when it ends well."""
    done = levier(home, *words, "--json", **more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def told(home: Path, script: str, **more: str) -> Any:
    """What a script says of a house, as JSON, in a process that has opened it."""
    begin = "import django, json; django.setup()\n"
    settings = {"DJANGO_SETTINGS_MODULE": "levier.config.settings"} | more
    done = subprocess.run(
        [sys.executable, "-c", begin + script],
        env=environment(home, **settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def tables_of(home: Path, **more: str) -> dict[str, Any]:
    """Rows and fingerprint of each table."""
    script = "from levier.config.backup.tables import fingerprint; print(json.dumps(fingerprint()))"
    found: dict[str, Any] = told(home, script, **more)
    return found


def folder_of(home: Path) -> dict[str, str]:
    """Every file of a folder and what is in it; SQLite's own log of changes left out."""
    return {
        str(file.relative_to(home)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(home.rglob("*"))
        if file.is_file() and not file.name.endswith(("-wal", "-shm", ".mo"))
    }


def arrives_at(site: str, mail: str, password: str) -> str:
    """Where somebody lands who signs in on an open site."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with closing(opener.open(f"{site}compte/login/", timeout=30)) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    data = {"login": mail, "password": password, "csrfmiddlewaretoken": token[1] if token else ""}
    with closing(opener.open(f"{site}compte/login/", urllib.parse.urlencode(data).encode(), timeout=30)) as page:
        return urllib.parse.urlsplit(page.url).path
