"""Office files are zip archives: counted before they are unpacked, and looked through for what runs."""

import io
import zipfile

from django.utils.translation import gettext as _

from levier.foundation.documents.enums import MediaType
from levier.foundation.documents.pests import demand_harmless
from levier.foundation.kit.permissions import Refused

MOST_ENTRIES = 3_000
MOST_UNPACKED = 200 * 1024 * 1024
_CHUNK = 256 * 1024
_OPEN_XML = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": MediaType.DOCX,
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": MediaType.XLSX,
}
_OPEN_DOCUMENT = {one.value.encode(): one for one in (MediaType.ODT, MediaType.ODS)}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_SCRIPTS = ("basic/", "scripts/")


def container_type(data: bytes) -> MediaType | None:
    """Which office file this archive is; None for any other archive.

    Raises Refused when it is damaged, locked, swollen, or holds macros, programs or files that are not its own.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _measure(archive)
            found = _type_of(archive)
            if found is not None:
                _look_through(archive)
            return found
    except Refused:
        raise
    except Exception as error:  # what a hostile archive makes the library raise has no end
        raise Refused(
            _("Ce fichier est abîmé et ne s'ouvre pas. Enregistrez-le à nouveau, puis recommencez.")
        ) from error


def _measure(archive: zipfile.ZipFile) -> None:
    """By what the archive says of itself; nothing is unpacked beyond that afterwards."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(_("Une fois déplié, ce fichier serait démesuré : Levier ne l'ouvre pas. Enregistrez-le en PDF."))
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(_("Ce fichier est fermé par un mot de passe. Enregistrez-le sans mot de passe."))
        if entry.filename.startswith("/") or ".." in entry.filename.replace("\\", "/").split("/"):
            raise ValueError(entry.filename)


def _type_of(archive: zipfile.ZipFile) -> MediaType | None:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        listed = archive.read("[Content_Types].xml")
        if b"macroEnabled" in listed:
            raise Refused(_with_macros())
        return next((found for content, found in _OPEN_XML.items() if content in listed), None)
    if "mimetype" in names:
        return _OPEN_DOCUMENT.get(archive.read("mimetype").strip())
    return None


def _with_macros() -> str:
    return _("Ce fichier contient des macros, c'est-à-dire un programme. Enregistrez-le sans macros, ou en PDF.")


def _look_through(archive: zipfile.ZipFile) -> None:
    for entry in archive.infolist():
        name = entry.filename.lower()
        if name.endswith(_MACROS) or name.startswith(_SCRIPTS):
            raise Refused(_with_macros())
        with archive.open(entry) as part:
            before = b""
            while chunk := part.read(_CHUNK):
                demand_harmless(before + chunk)
                if name.endswith(".xml") and b"<!ENTITY" in before + chunk:
                    raise ValueError(entry.filename)
                before = chunk[-128:]
