"""Measures that hold on a shared machine: ours and the reference by turns, in one run; the ratio is kept."""

import gc
import math
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection

Work = Callable[[], Any]
Clock = Callable[[], float]


@dataclass(slots=True)
class Times:
    """Seconds of each repeat."""

    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def spread(self) -> tuple[float, float, float]:
        """Least, median, most."""
        return min(self.seconds), self.median, max(self.seconds)


def clock() -> Clock:
    """Processor time of this process where it does all the work; elapsed time where a server does a part."""
    return time.process_time if connection.vendor == "sqlite" else time.perf_counter


def by_turns(*works: Work, repeats: int, timer: Clock | None = None, warm: bool = True) -> list[Times]:
    """Run each work `repeats` times, one after the other; once before that, unmeasured, when `warm`.

    What others left in memory is collected before each measure; one repeat alone is a trial and measures nothing.
    """
    now, found = timer or clock(), [Times() for _ in works]
    if warm:
        for work in works:
            work()
    for _ in range(repeats):
        for work, times in zip(works, found, strict=True):
            if repeats > 1:
                gc.collect()
            start = now()
            work()
            times.seconds.append(now() - start)
    return found


def exponent(sizes: list[int], values: list[float]) -> float:
    """Growth: slope of the logarithm of values against that of sizes, by least squares."""
    xs, ys = [math.log(one) for one in sizes], [math.log(one) for one in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def own_memory(pid: int | str = "self") -> float:
    """Megabytes that a process holds for itself; pages of files that it reads are not counted. 0 where not known."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^RssAnon:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


@dataclass(slots=True)
class Memory:
    """Megabytes held at the start, and at most."""

    start: float = 0.0
    most: float = 0.0

    @property
    def growth(self) -> float:
        return self.most - self.start


@contextmanager
def memory_watched(every: float = 0.005) -> Iterator[Memory]:
    """Look at the process's own memory many times a second for as long as the block lasts."""
    gc.collect()
    start, over = own_memory(), threading.Event()
    found = Memory(start, start)

    def look() -> None:
        while not over.wait(every):
            found.most = max(found.most, own_memory())

    watch = threading.Thread(target=look, daemon=True)
    watch.start()
    try:
        yield found
    finally:
        found.most = max(found.most, own_memory())
        over.set()
        watch.join()


_HOUSEKEEPING = re.compile(
    r"^\s*(?:SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET |RESET )|set_config\(|current_setting\("
)


@contextmanager
def queries_counted() -> Iterator[list[str]]:
    """The statements of the block, without what the database does around them to keep organisations apart."""
    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not _HOUSEKEEPING.search(sql):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked
