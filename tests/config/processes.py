"""Processes of the house, each in a folder of its own, and waiting for what they do."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def house(home: Path) -> dict[str, str]:
    """Environment of a house of its own, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"LEVIER_HOME": str(home), "LEVIER_DEMONSTRATION": "1", "PYTHONPATH": str(ROOT / "src")}


def levier(home: Path, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-P", "-m", "levier", *words]
    return subprocess.Popen(command, env=house(home), stdout=subprocess.PIPE, text=True)


def address(process: "subprocess.Popen[str]") -> str:
    """Read until the site says it is open."""
    for line in process.stdout or ():
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise AssertionError(f"levier serve ended with {process.wait()} and no address")


def poll(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """True as soon as `condition` holds; False when it does not within `seconds`."""
    until = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        if time.monotonic() > until:
            return False
        pause.wait(0.02)
    return True
