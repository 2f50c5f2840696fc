"""`levier demo`: the demonstration association, ready to be visited."""

import argparse
import os
import shutil


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="recommence à neuf")
    parser.add_argument(
        "--size", choices=["small", "year", "region"], default="year", help="petite, une année, une région"
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="prépare seulement, sans ouvrir le site")


def run(options: argparse.Namespace) -> int:
    """Make the house when it is not there, bring its dates to today, say who to sign in as, and open it."""
    from levier.config.home import levier_home

    os.environ["LEVIER_DEMONSTRATION"] = "1"
    if "LEVIER_HOME" not in os.environ:
        os.environ["LEVIER_HOME"] = str(levier_home().parent / "levier-demo")
    home = levier_home()
    if options.fresh and (home / "levier.sqlite3").exists():
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    import django

    django.setup()
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
