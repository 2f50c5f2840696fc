"""`levier worker`."""

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--batch", action="store_true", help="fait ce qui attend, puis s'arrête")
    parser.add_argument("--with-parent", action="store_true", help="s'arrête quand l'entrée standard se ferme")


def run(options: argparse.Namespace) -> int:
    """Do the background work until told to stop (or until nothing waits, with --batch).

    Told to stop, the job under way is finished, for 8 seconds at most; one that is cut short is begun again later.
    """
    import django

    django.setup()
    from django.conf import settings

    from levier.config.command.worker_run import leave_when_closed, work

    if options.with_parent:
        leave_when_closed(sys.stdin.fileno())
    work(settings.HOME, once=options.batch)
    return 0
