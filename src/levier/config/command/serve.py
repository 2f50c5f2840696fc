"""`levier serve`: the site and, beside it, the background work."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="0 : un port libre")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--no-worker", action="store_true", help="sans le travail de fond")


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl+C; requests under way are finished."""
    import django

    django.setup()
    port = free_port(options.host, options.port)
    if options.port not in (0, port):
        print(f"Le port {options.port} est pris : Levier prend le {port}.", flush=True)
    return serve(options.host, port, workers=options.workers, background=not options.no_worker)


def free_port(host: str, wanted: int) -> int:
    """`wanted` when it is free, else the next free one; any free one for 0."""
    for port in range(wanted, wanted + 100) if wanted else (0,):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SystemExit(f"Aucun port libre entre {wanted} et {wanted + 99}.")


def serve(
    host: str, port: int, *, workers: int = 1, background: bool = True, ready: Callable[[], None] | None = None
) -> int:
    """Open the site on a free port; `ready` is called once before the first request."""
    from granian import Granian
    from granian.constants import Interfaces

    child = subprocess.Popen([sys.executable, "-m", "levier", "worker"]) if background else None
    server = Granian(
        "levier.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_enabled=False,
        workers_kill_timeout=8,
    )
    print(f"Levier est ouvert : http://{host}:{port}/  (Ctrl+C pour arrêter)", flush=True)
    if ready:
        ready()
    try:
        server.serve()
    finally:
        _stop(child)
    return 0


def _stop(child: "subprocess.Popen[bytes] | None") -> None:
    if child is None or child.poll() is not None:
        return
    child.send_signal(signal.SIGTERM if os.name != "nt" else signal.SIGBREAK)  # type: ignore[attr-defined,unused-ignore]
    try:
        child.wait(timeout=8)
    except subprocess.TimeoutExpired:
        child.kill()
