"""Ports: one that is free, and the moment somebody listens there."""

import socket
import threading
from collections.abc import Callable

TRIED = 100
_BETWEEN_LOOKS = 0.02


def free_port(host: str, wanted: int) -> int:
    """`wanted` when it is free, else the next free one; any free one for 0.

    Raises SystemExit with a sentence when none is free or `host` is not an address of this machine.
    """
    for port in range(wanted, min(wanted + TRIED, 65536)) if wanted else (0,):
        with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
            # Without it, a port left a minute ago would still look taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SystemExit(f"Aucun port libre sur {host} à partir de {wanted}.")


def when_listening(host: str, port: int, then: Callable[[], None]) -> None:
    """Call `then` once, from a thread of its own, as soon as `host`:`port` accepts a connection."""
    threading.Thread(target=_look, args=(host, port, then), daemon=True, name="levier-listening").start()


def _look(host: str, port: int, then: Callable[[], None]) -> None:
    own = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    between = threading.Event()
    while True:
        with socket.socket(_family(own), socket.SOCK_STREAM) as probe:
            if probe.connect_ex((own, port)) == 0:
                break
        between.wait(_BETWEEN_LOOKS)
    then()


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
