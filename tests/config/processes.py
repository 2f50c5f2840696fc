"""Waiting for something that another process or thread does."""

import threading
import time
from collections.abc import Callable


def poll(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """True as soon as `condition` holds; False when it does not within `seconds`."""
    until = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        if time.monotonic() > until:
            return False
        pause.wait(0.02)
    return True
