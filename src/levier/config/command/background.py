"""The background work as a child process: started, started again when it falls, stopped with the site."""

import subprocess
import sys
import threading
import time
from types import TracebackType
from typing import Self

FIRST_REST = 1.0
LONGEST_REST = 60.0


class Background:
    """Runs `levier worker` from `begin()` to the end of the block.

    The child holds a pipe of ours: closing it, or our death by whatever means, tells it to finish its task and leave.
    It is in a group of its own, so that Ctrl+C reaches it once, through us.
    """

    def __init__(self, patience: float, *, wanted: bool = True, command: list[str] | None = None) -> None:
        self._patience = patience
        self._command = command or [sys.executable, "-P", "-m", "levier", "worker", "--with-parent"]
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._keep_alive, daemon=True, name="levier-background")
        self._wanted = wanted
        self._told_at: float | None = None

    def __enter__(self) -> Self:
        return self

    def begin(self) -> None:
        """Start the child, when it is wanted; nothing once it was told to leave."""
        if self._wanted and self._start():
            self._watch.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def leave(self) -> None:
        """Tell the child to finish its task and leave, without waiting for it. Again: nothing."""
        self._closing.set()
        with self._lock:
            if self._told_at is None:
                self._told_at = time.monotonic()
                if self._child is not None and self._child.stdin:
                    self._child.stdin.close()

    def close(self) -> None:
        """Tell the child to leave; kill it when `patience` seconds have passed since it was told. Again: nothing."""
        self.leave()
        with self._lock:
            child, self._child = self._child, None
            told_at = self._told_at or 0.0
        if child is None:
            return
        try:
            child.wait(timeout=max(self._patience - (time.monotonic() - told_at), 0))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _start(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._closing.is_set():
                return None
            self._child = subprocess.Popen(self._command, stdin=subprocess.PIPE, start_new_session=True)
            return self._child

    def _keep_alive(self) -> None:
        rest = FIRST_REST
        child = self._child
        while child is not None:
            status = child.wait()
            if child.stdin:
                child.stdin.close()
            if self._closing.is_set():
                return
            print(f"Le travail de fond s'est arrêté (statut {status}) ; il reprend dans {rest:.0f} s.", flush=True)
            self._closing.wait(rest)
            rest = min(rest * 2, LONGEST_REST)
            child = self._start()
