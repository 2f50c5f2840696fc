"""docs/benchmarks.md: the last table with the command that made it. No figure in it is typed by hand."""

import argparse
import os
import platform
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from levier.config.bench.lines import Line, table

HEAD = """# Mesures

Ce fichier est écrit par `levier bench --write` ; aucun chiffre n'y est tapé à la main. Chaque barre est un **rapport**
entre nous et une référence mesurées tour à tour dans la même exécution, un **compte** (requêtes, octets, mémoire) ou
un **exposant** de croissance. Les temps absolus suivent la machine : elle était partagée pendant la mesure. Sur SQLite
le temps est celui du processeur ; sur PostgreSQL et pour les serveurs, le temps écoulé. `ping` est une vue connectée
qui répond une page fixe d'un ko.
"""
"""Words above the table."""


def write(lines: Sequence[Line], options: argparse.Namespace, checkout: Path) -> Path:
    """Put these lines in the place of those of the same database; the other database's stay."""
    engine = "SQLite" if options.database == "sqlite" else "PostgreSQL"
    place = checkout / "docs" / "benchmarks.md"
    parts = _parts(place.read_text(encoding="utf-8")) if place.exists() else {}
    day = datetime.now(UTC).date().isoformat()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    said = f"`{command_of(options)}`, le {day}, {cores} processeurs, Python {platform.python_version()}."
    parts[engine if not options.name else f"{engine}, {options.name}"] = f"{said}\n\n{table(lines)}"
    body = "\n\n".join(f"## {name}\n\n{text}" for name, text in sorted(parts.items()))
    place.write_text(f"{HEAD}\n{body}\n", encoding="utf-8")
    return place


def _parts(text: str) -> dict[str, str]:
    """{title: text} of the sections that stand there."""
    found = {}
    for part in text.split("\n## ")[1:]:
        name, _newline, body = part.partition("\n")
        found[name.strip()] = body.strip()
    return found


def command_of(options: argparse.Namespace) -> str:
    """The words that made a table, as one types them."""
    words = ["./levier", "bench", *([options.name] if options.name else [])]
    words += ["--full"] if options.full else []
    words += ["--rows", str(options.rows)] if options.rows else []
    words += ["--database", "postgresql"] if options.database != "sqlite" else []
    return shlex.join([*words, "--write"])
