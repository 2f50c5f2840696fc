"""Catalogues as gettext reads them, made in the house from the package's own when those have changed."""

import os
import tempfile
from pathlib import Path

import polib

CATALOGUES = Path(__file__).resolve().parents[2] / "locale"


def compiled(home: Path) -> Path:
    """The folder of compiled catalogues in the house; each is remade when its source is of another moment.

    Two processes may start at once: each writes apart, then puts its file in place.
    """
    folder = home / "locale"
    for source in sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po")):
        target = folder / source.relative_to(CATALOGUES).with_suffix(".mo")
        about = source.stat()
        if target.exists() and int(target.stat().st_mtime) == int(about.st_mtime):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent)
        os.close(handle)
        polib.pofile(str(source)).save_as_mofile(draft)
        os.utime(draft, (about.st_mtime, about.st_mtime))
        Path(draft).replace(target)
    return folder
