"""S11. From the command to the first page, and the start of a command beside a bare `django.setup()`."""

import compileall
import os
import re
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import levier
from levier.config.bench.houses import Wanted, house
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import Times, by_turns
from levier.config.bench.served import served

SECONDS, TIMES = 1.5, 2
BARE = [sys.executable, "-P", "-c", "import django; django.setup()"]
OURS = [sys.executable, "-P", "-m", "levier", "audit", "verify"]


def run(wanted: Wanted) -> list[Line]:
    """The least of the tries stands for a quiet machine: the page waits for many processes to get their turn."""
    compileall.compile_dir(Path(levier.__file__).parent, quiet=1)  # as after the first start, and after an installation
    house("demarrage", lambda made: None, wanted.say)  # the command that is timed speaks of an association
    before = _children()
    pages = Times([first_page() for _ in range(wanted.repeats)])
    worked = (_children() - before) / wanted.repeats
    ours, bare = by_turns(partial(_run, OURS), partial(_run, BARE), repeats=wanted.repeats, timer=_children)
    title = f"première page après le démarrage, le moindre des essais ({worked:.1f} s de processeur, arrêt compris)"
    return [
        Line("S11", title, pages.spread[0], SECONDS, "s", ours=pages.spread),
        ratio("S11", "démarrage d'une commande, à côté de django.setup() nu", ours, bare, TIMES),
    ]


def first_page() -> float:
    """Seconds from the start of the server to the whole first page."""
    start = time.perf_counter()
    with served() as (address, _process), urlopen(address, timeout=30) as answer:  # noqa: S310 - our own loopback
        if not re.search(rb"<form[^>]+", answer.read()):
            raise RuntimeError("the first page holds no sign-in form")
        return time.perf_counter() - start


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ)  # noqa: S603 - our own words


def _children() -> float:
    """Processor time of the processes that have ended."""
    found = os.times()
    return found.children_user + found.children_system
