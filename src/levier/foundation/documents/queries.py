"""What other rooms ask of documents."""

import hashlib

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from levier.foundation.documents.models import Document
from levier.foundation.kit.permissions import Refused


def content_of(document: Document) -> bytes:
    """Bytes of a file, checked against its hash. Raises Refused when the file is gone or is no longer the same."""
    try:
        with default_storage.open(document.place) as file:
            data: bytes = file.read()
    except OSError as error:
        raise Refused(_("Le fichier n'est plus à sa place : remettez la dernière sauvegarde.")) from error
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise Refused(_("Le fichier a été altéré : il n'est pas ouvert."))
    return data
