"""A private PostgreSQL for tests and benchmarks: started by us on a socket, without a port, and stopped by us."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def server_binaries() -> Path | None:
    """Folder of `initdb` and `pg_ctl`, the newest of version 15 or more; None when PostgreSQL is not installed."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -float(place.parent.name))
    found = shutil.which("initdb")
    candidates = [*places, *([Path(found).resolve().parent] if found else [])]
    return next((place for place in candidates if (place / "pg_ctl").exists() and _version(place) >= 15), None)


def _version(place: Path) -> int:
    said = subprocess.run([place / "initdb", "--version"], capture_output=True, text=True, check=False).stdout
    digits = said.rpartition(" ")[2].split(".")[0].strip()
    number = next((word for word in said.split() if word[:1].isdigit()), digits)
    return int(number.split(".")[0]) if number[:1].isdigit() else 0


@contextmanager
def private_cluster(binaries: Path) -> Iterator[str]:
    """Yield the URL of an empty PostgreSQL whose superuser is ours; all its files are gone at the end.

    Its data are not flushed to disk: it serves tests, never a house.
    """
    with tempfile.TemporaryDirectory(prefix="lv-pg-", dir="/tmp") as folder:
        data = Path(folder) / "data"
        as_user = _other_user(folder)
        subprocess.run(
            [
                *as_user,
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
            ],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        settings = (
            f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c synchronous_commit=off"
            " -c full_page_writes=off -c max_connections=200 -c shared_buffers=256MB -c max_locks_per_transaction=256"
        )
        control: list[str | Path] = [*as_user, binaries / "pg_ctl", "-D", data, "-w", "-l", Path(folder) / "log"]
        subprocess.run([*control, "-o", settings, "start"], check=True, capture_output=True, cwd=folder)
        try:
            yield f"postgresql://levier@/postgres?host={folder}&pool=0"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)


def _other_user(folder: str) -> list[str]:
    """PostgreSQL refuses to start as root: under root its files and its process belong to another system user."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    Path(folder).chmod(0o755)
    return ["setpriv", f"--reuid={name}", f"--regid={pwd.getpwnam(name).pw_gid}", "--clear-groups", "--"]
