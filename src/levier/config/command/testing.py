"""`levier test`: everything on both databases and in a browser, or the part that is named."""

import argparse
import os
import signal
import sys

from levier.config.browser import chromium
from levier.config.cluster import private_cluster, server_binaries
from levier.config.command.testing_part import Part, cores, run_pytest

PASSES_OTHER_WORDS_ON = True
NO_POSTGRESQL = "PostgreSQL 15 ou plus récent n'est pas installé"
NO_CHROMIUM = "Chromium n'est pas installé (ou LEVIER_CHROMIUM n'est pas juste)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--require-all", action="store_true", help="échoue si le navigateur ou PostgreSQL manque")
    parser.epilog = "Les autres mots vont à pytest : levier test tests/foundation -k mariam."


def run(options: argparse.Namespace) -> int:
    """0 when all that ran passed (and, with --require-all or CI=true, when every part ran)."""
    # An end asked for by the system closes the private PostgreSQL as Ctrl+C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(os.environ.get("LEVIER_CHECKOUT", "."))
    named = [word for word in options.arguments if word != "--"]
    if named:
        wants_postgresql = os.environ.get("LEVIER_TEST_DATABASE") == "postgresql"
        part = _postgresql(named) if wants_postgresql else run_pytest("SQLite", named)
        return close([part], strict=True)
    everywhere = [*_shared_out(cores()), "-m", "not browser", "-rs"]
    parts = [run_pytest("SQLite", everywhere), _postgresql([*everywhere, "--only-database"]), _browser()]
    return close(parts, strict=options.require_all or os.environ.get("CI") == "true")


def _shared_out(processes: int) -> list[str]:
    """Neighbours stay in one process, which builds once what they share; one that has finished takes from the other."""
    return ["-n", str(processes), "--dist", "worksteal"]


def _postgresql(words: list[str]) -> Part:
    binaries = server_binaries()
    if binaries is None:
        return Part("PostgreSQL", absence=NO_POSTGRESQL)
    with private_cluster(binaries) as url:
        return run_pytest("PostgreSQL", words, {"DATABASE_URL": url})


def _browser() -> Part:
    if chromium() is None:
        return Part("Navigateur", absence=NO_CHROMIUM)
    return run_pytest("Navigateur", [*_shared_out(min(cores(), 4)), "-m", "browser", "-rs"])


def close(parts: list[Part], *, strict: bool) -> int:
    """Print what ran, loudly what did not, then the totals alone on the last line; returns the exit status.

    A part that had to run and did not counts as one failure, and so does one that broke without a failed test.
    """
    print("\n── Ce qui a tourné " + "─" * 42)
    for part in parts:
        print(f"{part.name:<11}: {part.in_words()}")
    failed = sum(part.failed or int(part.broke or (strict and bool(part.absence))) for part in parts)
    passed, skipped = (sum(part.counts.get(word, 0) for part in parts) for word in ("passed", "skipped"))
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0
