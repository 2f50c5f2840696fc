"""`levier worker`."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--batch", action="store_true", help="fait ce qui attend, puis s'arrête")


def run(options: argparse.Namespace) -> int:
    """Do the background work until told to stop (or until nothing waits, with --batch)."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("db_worker", batch=options.batch, interval=0.5, startup_delay=False, reload=False)
    return 0
