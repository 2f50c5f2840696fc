"""`levier demo`: the demonstration association, ready to be visited."""

import argparse
import os
import shutil
import sqlite3
import sys
from pathlib import Path

REAL = "Il y a une vraie maison dans {}. La démonstration n'y touche pas : donnez-lui un autre LEVIER_HOME."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="recommence à neuf")
    parser.add_argument(
        "--size",
        choices=["small", "year", "region"],
        default="year",
        help="petite (200 personnes), une année entière (1 500), une région (100 organisations ; pour mesurer)",
    )
    parser.add_argument("--host", default="127.0.0.1", help="adresse à ouvrir (127.0.0.1 : cette machine seulement)")
    parser.add_argument("--port", type=int, default=8000, help="port ; s'il est pris, le premier libre")
    parser.add_argument("--no-serve", action="store_true", help="prépare seulement, sans ouvrir le site")


def run(options: argparse.Namespace) -> int:
    """Make the house when it is not there, bring its dates to today, say who to sign in as, and open it."""
    from levier.config.home import levier_home

    os.environ["LEVIER_DEMONSTRATION"] = "1"
    if "LEVIER_HOME" not in os.environ:
        os.environ["LEVIER_HOME"] = str(levier_home().parent / "levier-demo")
    home = levier_home()
    if _holds_a_real_house(home / "levier.sqlite3"):
        print(REAL.format(home), file=sys.stderr)
        return 1
    if options.fresh and (home / "levier.sqlite3").exists():
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    import django

    django.setup()
    from levier.config.command.houses import holds_a_house, is_demonstration

    if holds_a_house() and not is_demonstration():
        print(REAL.format(os.environ.get("DATABASE_URL", home)), file=sys.stderr)
        return 1
    from levier.config.command.demo_run import prepare, welcome
    from levier.config.command.ports import free_port
    from levier.config.command.serve import serve

    prepare(options.size, print)
    if options.no_serve:
        welcome(print)
        return 0
    port = free_port(options.host, options.port)
    if port != options.port:
        print(f"Le port {options.port} est pris : Levier prend le {port}.")
    return serve(options.host, port, ready=lambda: welcome(print))


def _holds_a_real_house(file: Path) -> bool:
    """Looked at before Django is there, for `--fresh` throws the whole folder away."""
    if not file.exists():
        return False
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT settings FROM accounts_organisation").fetchall()
    except sqlite3.OperationalError:
        return False  # tables of no house yet
    finally:
        database.close()
    return any("demonstration_day" not in (settings or "") for (settings,) in rows)
