"""Files on the disk of the house: written whole or not at all, under names of our own."""

import hashlib
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from levier.foundation.kit.permissions import Refused

DRAFT = ".part"
FORGOTTEN = timedelta(days=1)
"""A file that no row speaks of is of an act that was undone; after a day nobody is writing that row any more."""
logger = logging.getLogger(__name__)


def put(organisation_id: int, data: bytes) -> str:
    """Write bytes durably; returns their place. When the disk does not take them, leaves nothing and raises Refused."""
    place = f"{organisation_id}/{secrets.token_hex(16)}"
    target = Path(default_storage.path(place))
    draft = target.with_name(target.name + DRAFT)
    try:
        for folder in (target.parent.parent, target.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        logger.exception("file not written")
        with suppress(OSError):
            draft.unlink()
        raise Refused(
            _("Le disque de Levier est plein ou ne répond pas : rien n'a été gardé. Prévenez l'administration.")
        ) from error
    return place


def read(place: str, sha256: str) -> bytes:
    """The bytes of a place, checked against their hash. Raises Refused when they are gone or no longer the same."""
    try:
        data = Path(default_storage.path(place)).read_bytes()
    except OSError as error:
        logger.exception("file not read")
        raise Refused(_("Le fichier n'est plus à sa place. Prévenez l'administration : une sauvegarde l'a.")) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        logger.error("file altered")
        raise Refused(_("Le fichier a été altéré sur le disque : il n'est pas ouvert. Prévenez l'administration."))
    return data


def remove(place: str) -> None:
    """Take the file of a place away; that it is gone already is no matter."""
    with suppress(OSError):
        Path(default_storage.path(place)).unlink()


def forgotten(organisation_id: int, at: datetime) -> Iterator[str]:
    """Places of an organisation whose file was written more than a day ago: what no row speaks of may go."""
    folder = Path(default_storage.path(str(organisation_id)))
    limit = (at - FORGOTTEN).timestamp()
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.stat().st_mtime < limit:
            yield f"{organisation_id}/{file.name}"
