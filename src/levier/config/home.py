"""Where the state of one Levier lives: one folder for database, files, keys and logs."""

import os
import sys
from pathlib import Path


def levier_home() -> Path:
    """Folder of this installation: `LEVIER_HOME`, else the user's data folder. Not created here."""
    chosen = os.environ.get("LEVIER_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Levier"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Levier"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "levier"


def read_configuration(home: Path) -> None:
    """Put the lines `NAME=value` of `levier.conf` into the environment; what is already set wins."""
    file = home / "levier.conf"
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        name, sign, value = line.strip().partition("=")
        if sign and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
