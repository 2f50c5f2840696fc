"""`levier worker`."""

import argparse
import os
import signal
import sys
import threading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--batch", action="store_true", help="fait ce qui attend, puis s'arrête")
    parser.add_argument("--with-parent", action="store_true", help="s'arrête quand l'entrée standard se ferme")


def run(options: argparse.Namespace) -> int:
    """Do the background work until told to stop (or until nothing waits, with --batch)."""
    import django
    from django.core.management import call_command

    django.setup()
    if options.with_parent:
        threading.Thread(target=_leave_with_parent, daemon=True, name="levier-parent").start()
    call_command("db_worker", batch=options.batch, interval=0.5, startup_delay=False, reload=False, verbosity=0)
    return 0


def _leave_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)  # To the process: the main thread has to wake up.
