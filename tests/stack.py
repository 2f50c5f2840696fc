"""One wide frame below every test.

CPython (3.12 to 3.14 at least: `push_chunk` in Python/pystate.c) lays the frames of calls into pieces of 16 KiB, asks
the system for one when a call goes past the end of a piece, and gives it back when that call returns. A call that
happens to stand at such an end, deep in a page, asks and gives back thousands of times: a sixth of the time of a run.
A frame that needs much room gets a larger piece, and all calls above it find room in the same one.
"""

from collections.abc import Callable

SLOTS = 70_000
"""Half a mebibyte for the frame, thus a piece of one mebibyte, never touched but where calls use it."""


def on_wide_ground[Result](call: Callable[[], Result]) -> Result:
    """Call it above the wide frame."""
    return call()


on_wide_ground.__code__ = on_wide_ground.__code__.replace(co_stacksize=SLOTS)
