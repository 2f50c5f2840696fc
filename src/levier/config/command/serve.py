"""`levier serve`: the site and, beside it, the background work."""

import argparse
import multiprocessing
import threading
from collections.abc import Callable

from levier.config.command.background import Background
from levier.config.command.ports import free_port, when_listening
from levier.config.command.typed import typed

# Ended by the system, the site has this long for its requests, and meanwhile the task under way a little longer.
SECONDS_FOR_REQUESTS = 7
SECONDS_FOR_TASK = 9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="adresse à ouvrir (127.0.0.1 : cette machine seulement)")
    parser.add_argument("--port", type=int, default=8000, help="port ; 0 : n'importe quel port libre")
    parser.add_argument("--workers", type=int, default=1, help="nombre de processus")
    parser.add_argument("--no-worker", action="store_true", help="sans le travail de fond")


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl+C; requests under way are finished. 1 when the house may not be opened."""
    from django.conf import settings

    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)  # settings that are wrong say so here, once
    port = free_port(options.host, options.port)
    if options.port not in (0, port):
        print(f"Le port {options.port} est pris : Levier prend le {port}.", flush=True)
    return serve(options.host, port, workers=options.workers, background=not options.no_worker)


def out_of_date() -> str:
    """What mends tables that are not those of this version, in a sentence; empty when they are."""
    waiting, is_empty = _awaited()
    if waiting and is_empty:
        return f"Il n'y a pas encore de maison ici : faites-la avec « {typed('init')} », ou « {typed('demo')} »."
    return f"La base de données n'est pas à jour : lancez d'abord « {typed('migrate')} »." if waiting else ""


def waiting_migrations() -> list[str]:
    """The changes of tables that the database waits for before this version may use it, by name."""
    return _awaited()[0]


def _awaited() -> tuple[list[str], bool]:
    """Those changes, and whether the database has had none of them yet."""
    from django.conf import settings
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    executor = MigrationExecutor(connection)
    waiting = [str(one) for one, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    connections.close_all()
    return waiting, not executor.loader.applied_migrations


def why_closed() -> str:
    """Why this house is not opened, in a sentence that says how to mend it; empty when it may be.

    Asked by the process that answers, before it listens: the one that watches over it never loads Django.
    """
    return out_of_date() or unsafe()


def unsafe() -> str:
    """Why this house may not be opened, in a sentence that says how to mend it; empty when nothing is wrong."""
    from django.conf import settings
    from django.db import connection, connections

    from levier.config.command.houses import is_demonstration

    try:
        if not settings.DEMONSTRATION and is_demonstration():
            return (
                "Cette maison est une démonstration, dont tout le monde connaît les mots de passe : "
                f"ouvrez-la avec « {typed('demo')} », ou faites-en une vraie ailleurs avec « {typed('init')} »."
            )
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA synchronous")
                if cursor.fetchone()[0] < 2:
                    return "SQLite peut perdre un enregistrement confirmé : remettez synchronous=FULL."
        return ""
    finally:
        connections.close_all()


def serve(
    host: str, port: int, *, workers: int = 1, background: bool = True, ready: Callable[[], None] | None = None
) -> int:
    """Open the site on a free port; `ready` is called once, as soon as the site answers.

    The background work begins then too: it does not slow the first page, and a house that stays closed has none.
    Raises SystemExit(1) when the site did not open, its process having said why.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    class Site(Granian):  # type: ignore[misc, valid-type]
        """The server, which tells the background work to leave before it ends its own requests."""

        def shutdown(self, exit_code: int = 0) -> None:
            work.leave()
            if self.interrupt_children and has_opened.is_set():
                print("Le site s'est arrêté de lui-même : relancez-le.", flush=True)
            super().shutdown(exit_code)

    # The same way on every system, and no connection or thread of this process copied into another.
    multiprocessing.set_start_method("spawn", force=True)
    server = Site(
        "levier.config.command.served:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.critical,  # a site that stays closed has said why itself
        workers_kill_timeout=SECONDS_FOR_REQUESTS,
    )

    work = Background(SECONDS_FOR_TASK, wanted=background)

    has_opened = threading.Event()

    def opened() -> None:
        has_opened.set()
        address = f"[{host}]" if ":" in host else host
        print(f"Levier est ouvert : http://{address}:{port}/  (Ctrl+C pour arrêter)", flush=True)
        work.begin()
        if ready:
            ready()

    with work:
        when_listening(host, port, opened)
        server.serve()
    return 0
