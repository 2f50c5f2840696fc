"""Commands as the person at the keyboard types them: `./levier` in a clone, `levier` when it is on the PATH."""

import os
import shutil


def typed(words: str = "") -> str:
    """ "./levier migrate" of "migrate", when that is how this command was begun; the launcher says it."""
    name = os.environ.get("LEVIER_TYPED", "levier")
    short = os.path.basename(name)
    if name != short and shutil.which(short) == name:
        name = short
    return f"{name} {words}".rstrip()
