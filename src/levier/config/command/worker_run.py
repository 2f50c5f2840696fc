"""The background work itself: the queue, and between two jobs what comes round now and then."""

import os
import signal
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from levier.config.command.periodic import Rounds, signed_in
from levier.config.command.presence import Presence, take_back
from levier.foundation.kit.registers import Periodic

PATIENCE = 8.0
"""Seconds that a job has to finish once the house was told to stop; then it is cut short, and begun again later."""
INTERVAL = 0.5
JOBS = 25
"""Jobs in a row before what is periodic gets its turn."""
SECONDS = 10
"""How often a worker looks for jobs of workers that were killed."""
KEPT = timedelta(days=7)
CUT_SHORT = 3


class HouseWorker(Worker):
    """A worker of the task library that looks after the periodic work too, and always leaves in time."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(
            queue_names=["*"],
            interval=INTERVAL,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=JOBS,
            worker_id=name,
            excluded_queue_names=[],
        )
        self._rounds = Rounds({"jobs": Periodic(SECONDS, lambda at: _look_after_jobs(folder, at))} | signed_in())

    def work(self, *, once: bool = False) -> None:
        """Do what waits; again and again unless `once`."""
        while self.running:
            self._look_after()
            self._run_tasks = 0
            self.run()
            if self._run_tasks < JOBS:
                if once:
                    return
                if self.running:
                    time.sleep(self.interval)

    def _look_after(self) -> None:
        self.running_task = True  # told to stop, it is finished first
        try:
            self._rounds.run_due(timezone.now())
        finally:
            self.running_task = False

    def shutdown(self, signum: int, frame: FrameType | None) -> Any:
        """Finish the job under way, within a few seconds. Told again by the system: nothing; by Ctrl+C: at once."""
        if not self.running:
            return None if signum == signal.SIGTERM else os._exit(CUT_SHORT)
        if self.running_task:
            last = threading.Timer(PATIENCE, os._exit, [CUT_SHORT])
            last.daemon = True
            last.start()
        return super().shutdown(signum, frame)


def work(home: Path, *, once: bool) -> None:
    """Work in this house until told to stop, or until nothing waits when `once`."""
    folder = home / "workers"
    with Presence(folder) as presence:
        worker = HouseWorker(presence.name, folder)
        worker.configure_signals()
        worker.work(once=once)


def _look_after_jobs(folder: Path, at: datetime) -> None:
    take_back(folder, at)
    DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT).delete()


def leave_when_closed(file: int) -> None:
    """Ask this process to stop once the pipe that its parent holds is closed."""

    def watch() -> None:
        while os.read(file, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)  # To the process: the main thread has to wake up.

    threading.Thread(target=watch, daemon=True, name="levier-parent").start()
