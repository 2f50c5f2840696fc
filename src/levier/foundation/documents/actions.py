"""Keeping files."""

import hashlib
import re
import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from levier.foundation.documents.models import Document
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Permission, Refused
from levier.foundation.kit.texts import clean

MOST_BYTES = 50 * 1024 * 1024
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-office"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def keep_file(
    *, by: Actor, kind: str, name: str, data: bytes, permission: Permission, about: str = "", at: datetime
) -> Document:
    """Store a file under a name of our own; `permission` is what one needs to open it again.

    In the caller's transaction, which writes the journal. Raises Refused when it is empty or too large.
    """
    if not data:
        raise Refused(_("Le fichier est vide."))
    if len(data) > MOST_BYTES:
        raise Refused(_("Le fichier dépasse 50 Mo."))
    place = default_storage.save(f"{by.organisation_id}/{secrets.token_hex(16)}", ContentFile(data))
    return Document.objects.create(
        organisation_id=by.organisation_id,
        kind=kind,
        name=safe_name(name),
        media_type=media_type(data),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        place=place,
        about=about,
        permission=permission.code,
        made_by_id=by.user_id,
        made_at=at,
    )


def safe_name(name: str) -> str:
    """A file name without path, controls, or marks that turn the reading round; 150 characters at most."""
    bare = clean(name.replace("\\", "/").rpartition("/")[2])
    bare = re.sub(r"[\u202a-\u202e\u2066-\u2069<>:\"|?*\n\t]", "", bare).strip(". ")
    return bare[-150:] or "fichier"


def media_type(data: bytes) -> str:
    """Type by content: what is not recognised is text when it is, else bytes."""
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    return "text/plain" if b"\x00" not in data[:4096] else "application/octet-stream"
