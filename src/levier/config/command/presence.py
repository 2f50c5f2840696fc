"""Which workers are alive: each holds a locked file, and the system lets go of it whatever way the process ends."""

import contextlib
import os
import secrets
import socket
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from django_tasks_db.models import DBTaskResult

try:
    import fcntl
except ImportError:  # a system without such locks: jobs are taken back by their age alone
    fcntl = None  # type: ignore[assignment]

UNKNOWN = timedelta(hours=1)
"""After this long, a job whose worker left no file here (another machine, another system) counts as abandoned."""
MOST_TRIES = 3
"""A job that ends its worker each time is not begun again for ever."""


class Presence:
    """For as long as the block lasts, a worker under a name of its own."""

    def __init__(self, folder: Path) -> None:
        self.name = f"{socket.gethostname()[:40]}-{secrets.token_hex(8)}"
        self._place = folder / self.name
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = self._place.open("wb")
        if fcntl:
            fcntl.flock(self._file, fcntl.LOCK_EX)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
        with contextlib.suppress(OSError):
            self._place.unlink()


def is_dead(folder: Path, name: str) -> bool | None:
    """Is the worker of this name gone? None when this machine cannot tell."""
    place = folder / os.path.basename(name)
    if fcntl is None or not place.exists():
        return None
    with place.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def take_back(folder: Path, at: datetime) -> int:
    """Put the jobs of workers that were killed back in the queue; how many. Tasks bear to be run twice."""
    count = 0
    for job in DBTaskResult.objects.running().order_by("started_at"):
        worker = job.worker_ids[-1] if job.worker_ids else ""
        dead = is_dead(folder, worker)
        if dead or (dead is None and job.started_at is not None and at - job.started_at > UNKNOWN):
            status = "READY" if len(job.worker_ids) < MOST_TRIES else "FAILED"
            same = DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at)
            count += same.update(status=status, finished_at=None if status == "READY" else at)
    for place in folder.iterdir() if folder.exists() else ():
        if is_dead(folder, place.name):
            place.unlink(missing_ok=True)
    return count
