"""`levier test`: everything on both databases and in a browser, or the part that is named."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from typing import NamedTuple

from levier.config.browser import chromium
from levier.config.cluster import private_cluster, server_binaries


class Part(NamedTuple):
    """One run of the test runner: its name, its exit status, its counts; `ran` False says why in `note`."""

    name: str
    status: int
    counts: dict[str, int]
    ran: bool = True
    note: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--require-all", action="store_true", help="échoue si le navigateur ou PostgreSQL manque")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="arguments de pytest")


def run(options: argparse.Namespace) -> int:
    """0 when all that ran passed (and, with --require-all or CI=true, when every part ran)."""
    os.chdir(os.environ.get("LEVIER_CHECKOUT", "."))
    strict = options.require_all or os.environ.get("CI") == "true"
    named = [argument for argument in options.arguments if argument != "--"]
    if named:
        return _named(named)
    parts = [
        _pytest("SQLite", ["-n", str(os.cpu_count() or 2), "-m", "not browser"], {}),
        _postgresql(),
        _browser(),
    ]
    return _close(parts, strict)


def _named(arguments: list[str]) -> int:
    if os.environ.get("LEVIER_TEST_DATABASE") != "postgresql":
        return _pytest("SQLite", arguments, {}).status
    binaries = server_binaries()
    if binaries is None:
        print("PostgreSQL n'est pas installé ici.")
        return 1
    with private_cluster(binaries) as url:
        return _pytest("PostgreSQL", arguments, {"DATABASE_URL": url}).status


def _postgresql() -> Part:
    binaries = server_binaries()
    if binaries is None:
        return Part("PostgreSQL", 0, {}, False, "PostgreSQL 15 ou plus récent n'est pas installé")
    with private_cluster(binaries) as url:
        return _pytest("PostgreSQL", ["-n", str(os.cpu_count() or 2), "-m", "not browser"], {"DATABASE_URL": url})


def _browser() -> Part:
    if chromium() is None:
        return Part("Navigateur", 0, {}, False, "Chromium n'est pas installé (ou LEVIER_CHROMIUM n'est pas juste)")
    return _pytest("Navigateur", ["-m", "browser", "-n", "2"], {})


def _pytest(name: str, arguments: list[str], environment: dict[str, str]) -> Part:
    """One run in a process of its own, with a house of its own, shown as it goes."""
    print(f"\n── {name} " + "─" * (60 - len(name)), flush=True)
    closing = ""
    with tempfile.TemporaryDirectory(prefix="levier-test-") as home:
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *arguments],
            env=os.environ | {"LEVIER_HOME": home, "LEVIER_DEMONSTRATION": "1"} | environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if re.search(r"\d+ (passed|failed|skipped|error)", line):
                closing = line
        status = process.wait()
    counts = {
        word.rstrip("s"): int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)", closing)
    }
    return Part(name, status, counts)


def _close(parts: list[Part], strict: bool) -> int:
    print("\n── Ce qui a tourné " + "─" * 42)
    for part in parts:
        print(
            f"{part.name:<11}: " + (", ".join(f"{n} {w}" for w, n in part.counts.items()) if part.ran else _loud(part))
        )
    missing = strict and not all(part.ran for part in parts)
    total = {word: sum(part.counts.get(word, 0) for part in parts) for word in ("passed", "failed", "error", "skipped")}
    failed = total["failed"] + total["error"] + (1 if missing else 0)
    print(f"\n{total['passed']} passed, {failed} failed, {total['skipped']} skipped")
    return 1 if failed or any(part.status for part in parts) else 0


def _loud(part: Part) -> str:
    return f"PAS EXÉCUTÉ – {part.note}"
