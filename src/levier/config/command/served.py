"""The application as a process of the server loads it: it opens no house that must stay closed, and does not outlive
the server."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading

from levier.config.command.serve import why_closed
from levier.config.wsgi import application

__all__ = ["application"]


def _leave_with_server(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)  # To the process: the main thread has to wake up.


server = multiprocessing.parent_process()
if server is not None:
    threading.Thread(target=_leave_with_server, args=(server.sentinel,), daemon=True, name="levier-server").start()
    if why := why_closed():
        print(why, flush=True)
        raise SystemExit(1)
