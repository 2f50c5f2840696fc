"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a file is."""

    IMPORT = "import", _("fichier importé")
    AGREEMENT = "agreement", _("convention ou avenant")
    PROOF = "proof", _("pièce justificative")
    REPORT = "report", _("rapport")
    OTHER = "other", _("autre document")


class Gone(models.TextChoices):
    """Why the file of a document that is still remembered is no longer there."""

    AGE = "age", _("son délai de conservation était passé")
    ERASURE = "erasure", _("une personne qui y figurait a été effacée")


TO_CHOOSE = [(kind.value, kind.label) for kind in Kind if kind is not Kind.IMPORT]
"""What somebody who adds a file may say that it is."""


class MediaType(models.TextChoices):
    """The types of file that are taken in, with their name; each has its endings in `ENDINGS`."""

    PDF = "application/pdf", "PDF"
    PNG = "image/png", _("image PNG")
    JPEG = "image/jpeg", _("image JPEG")
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("texte Word")
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("tableur Excel")
    ODT = "application/vnd.oasis.opendocument.text", _("texte OpenDocument")
    ODS = "application/vnd.oasis.opendocument.spreadsheet", _("tableur OpenDocument")
    CSV = "text/csv", _("tableau CSV")
    TEXT = "text/plain", _("texte simple")


ENDINGS: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: ("pdf",),
    MediaType.PNG: ("png",),
    MediaType.JPEG: ("jpg", "jpeg"),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
    MediaType.ODT: ("odt",),
    MediaType.ODS: ("ods",),
    MediaType.CSV: ("csv",),
    MediaType.TEXT: ("txt",),
}
BY_ENDING = {ending: media_type for media_type, endings in ENDINGS.items() for ending in endings}
PICTURES = (MediaType.PNG, MediaType.JPEG)
CONTAINERS = (MediaType.DOCX, MediaType.XLSX, MediaType.ODT, MediaType.ODS)
