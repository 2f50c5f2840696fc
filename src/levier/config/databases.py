"""From `DATABASE_URL` to Django's database settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str, home: Path) -> dict[str, Any]:
    """Settings of the one database: SQLite in `home` when `url` is empty, else `sqlite:///path` or `postgresql://...`.

    Raises ImproperlyConfigured for any other scheme.
    """
    if not url:
        return _sqlite(str(home / "levier.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]) if parts.path.startswith("/") else parts.path)
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(parts.hostname, parts.port, parts.username, parts.password, parts.path, parts.query)
    raise ImproperlyConfigured(f"DATABASE_URL : le schéma « {parts.scheme} » n'est pas connu (sqlite ou postgresql).")


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "timeout": 20,
            # Under a rush of read-then-write, DEFERRED fails nearly everybody and IMMEDIATE nobody.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
                # A large sort goes to a file of the house (SQLITE_TMPDIR) rather than into memory without end.
                "PRAGMA temp_store=FILE;PRAGMA mmap_size=268435456;PRAGMA cache_size=-32000"
            ),
        },
    }


def _postgresql(
    host: str | None, port: int | None, user: str | None, password: str | None, path: str, query: str
) -> dict[str, Any]:
    asked = {key: values[-1] for key, values in parse_qs(query).items()}
    options: dict[str, Any] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    if asked.pop("pool", "") == "0":
        options.pop("pool")
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(path.lstrip("/")),
        "USER": unquote(user or ""),
        "PASSWORD": unquote(password or ""),
        "HOST": unquote(asked.pop("host", host or "")),
        "PORT": str(port or ""),
        "OPTIONS": options | asked,
    }
    if "pool" not in options:
        settings["CONN_MAX_AGE"] = 60
    return settings
