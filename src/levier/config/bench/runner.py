"""Where a bench runs: a home of its own, a database that is found again, and what is told of the time spent."""

import argparse
import cProfile
import os
import pstats
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from levier.config.bench.lines import Line
from levier.config.cluster import private_cluster, server_binaries
from levier.config.home import levier_home

Say = Callable[[str], None]
MODULES = {
    "import": "importing",
    "export": "exporting",
    "report": "project_report",
    "search": "searching",
    "start": "starting",
}
ALONE = {"import", "indicators", "report", "memory", "start"}
"""Benches with a database of their own; the others share one."""


@contextmanager
def environment(options: argparse.Namespace, say: Say) -> Iterator[dict[str, str]]:
    """Variables under which benches run. A private PostgreSQL lives as long as the block."""
    home = levier_home().parent / "levier-bench"
    place = Path(os.environ.get("LEVIER_BENCH") or home)
    variables = {"LEVIER_DEMONSTRATION": "1", "LEVIER_BENCH": str(place), "DATABASE_URL": ""}
    if options.database == "sqlite":
        yield variables
    elif options.database == "postgresql":
        binaries = server_binaries()
        if binaries is None:
            raise SystemExit("PostgreSQL 15 ou plus récent n'est pas installé : rien n'a été mesuré.")
        with private_cluster(binaries) as url:
            options.database = url
            yield variables
    else:
        yield variables


def measure(options: argparse.Namespace, say: Say) -> list[Line]:
    """Run the bench of `options.name` in this process."""
    name = str(options.name)
    place = Path(os.environ["LEVIER_BENCH"]) / (_place(options) if name in ALONE else "shared")
    os.environ["LEVIER_HOME"] = str(place)
    if options.database != "sqlite":
        os.environ["DATABASE_URL"] = options.database
    import django

    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "levier.config.bench.urls"
    from levier.config.bench.houses import Wanted, tables_ready

    tables_ready()
    wanted = Wanted(options.rows, options.full, options.repeats, say)
    bench = import_module(f"levier.config.bench.{MODULES.get(name, name)}")
    try:
        with _profiled(say, wanted=options.profile):
            return list(bench.run(wanted))
    finally:
        if name in ALONE and not options.keep:
            shutil.rmtree(place, ignore_errors=True)


def _place(options: argparse.Namespace) -> str:
    """The report of a project is measured on the records of the indicators."""
    name = "indicators" if options.name == "report" else options.name
    return f"{name}-{'full' if options.full else options.rows or 'usual'}"


@contextmanager
def _profiled(say: Say, *, wanted: bool) -> Iterator[None]:
    """Where the time of the whole bench goes: the forty functions that hold most of it, with their callees."""
    if not wanted:
        yield
        return
    with cProfile.Profile() as profile:
        yield
    say("")
    pstats.Stats(profile, stream=sys.stderr).strip_dirs().sort_stats("cumulative").print_stats(40)
