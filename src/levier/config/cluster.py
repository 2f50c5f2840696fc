"""A private PostgreSQL for tests and benchmarks: started by us on a socket, without a port, and stopped by us."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OLDEST = 15
_PLACES = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
]
_SETTINGS = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "shared_buffers=256MB",
    "max_locks_per_transaction=256",
    # Rows of a test are never committed: what is counted behind its back is an empty table, and plans go wrong by luck.
    "autovacuum=off",
]


def server_binaries() -> Path | None:
    """Folder of `initdb` and `pg_ctl`, the newest of version 15 or more; None when PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    found = [place for pattern in _PLACES for place in Path("/").glob(pattern.lstrip("/"))]
    found += [Path(on_path).resolve().parent] if on_path else []
    versions = [(_version(place), place) for place in found if (place / "pg_ctl").exists()]
    newest, place = max(versions, default=(0, None))
    return place if newest >= OLDEST else None


def _version(place: Path) -> int:
    try:
        said = subprocess.run([place / "initdb", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"\d+", said)
    return int(number.group()) if number else 0


@contextmanager
def private_cluster(binaries: Path) -> Iterator[str]:
    """Yield the URL of an empty PostgreSQL whose superuser is ours; all its files are gone at the end.

    Its data are not flushed to disk: it serves tests, never a house. Raises RuntimeError with PostgreSQL's own words
    when it does not start.
    """
    # Directly in /tmp: the path of a socket holds about a hundred characters.
    with tempfile.TemporaryDirectory(prefix="lv-pg-", dir="/tmp") as folder:
        data = str(Path(folder) / "data")
        identity = _other_user(folder)
        initdb = [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "levier",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ]
        _order(initdb, folder, identity)
        settings = [*_SETTINGS, "listen_addresses=''", f"unix_socket_directories='{folder}'"]
        control: list[Any] = [binaries / "pg_ctl", "-D", data, "-w", "-l", str(Path(folder) / "log")]
        try:
            _order([*control, "-o", " ".join(f"-c {setting}" for setting in settings), "start"], folder, identity)
            yield f"postgresql://levier@/postgres?host={folder}&pool=0"
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder, **identity
            )


def _order(command: list[Any], folder: str, identity: dict[str, Any]) -> None:
    """Run one PostgreSQL program. Its output goes to a file: the server it leaves behind keeps its descriptors."""
    said = Path(folder) / "said"
    with said.open("w") as output:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder, **identity
        )
    if done.returncode:
        log = Path(folder) / "log"
        raise RuntimeError(said.read_text() + (log.read_text() if log.exists() else ""))


def _other_user(folder: str) -> dict[str, Any]:
    """PostgreSQL refuses to start as root: under root its files and its process belong to another system user."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
