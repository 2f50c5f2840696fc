"""A live server on a free port of this machine, stopped at the end of the block."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from levier.config.bench.measuring import own_memory


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """Yield the address of the site and the number of the server's process. Raises RuntimeError when none opens."""
    words = [sys.executable, "-P", "-m", "levier", "serve", "--port", "0", "--no-worker"]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=os.environ)  # noqa: S603 - our own words
    try:
        for line in server.stdout or ():
            if found := re.search(r"http://\S+", line):
                yield found[0], server.pid
                return
        raise RuntimeError("the server did not open")
    finally:
        server.terminate()
        server.wait(timeout=30)
        if server.stdout:
            server.stdout.close()


def worker_of(server: int) -> int:
    """Of the processes that a server has started, the one that holds most memory: the one that answers."""
    children = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(place.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == server:
            children.append(int(place.parent.name))
    if not children:
        raise RuntimeError("the server has no worker")
    return max(children, key=own_memory)
