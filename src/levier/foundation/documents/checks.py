"""One function looks at every file that comes in: what it lets through is what is kept."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from levier.foundation.documents.containers import container_type
from levier.foundation.documents.enums import BY_ENDING, CONTAINERS, ENDINGS, PICTURES, MediaType
from levier.foundation.documents.names import check_name, ending_of, safe_name
from levier.foundation.documents.pests import demand_harmless, demand_no_program, demand_plain, demand_still
from levier.foundation.documents.pictures import redrawn
from levier.foundation.kit import formats
from levier.foundation.kit.permissions import Refused

MOST_BYTES = 20 * 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IPHONE = re.compile(rb"^.{4}ftyp(?:heic|heix|mif1|msf1|heim|hevc)", re.DOTALL)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was looked at: its safe name, its type by content, its bytes (a picture's are drawn anew)."""

    name: str
    media_type: MediaType
    data: bytes


def check_upload(name: str, data: bytes) -> Upload:
    """Look at a file: size, name, type by content, what it hides. Raises Refused with what to do instead."""
    if not data:
        raise Refused(_("Ce fichier est vide. Ouvrez-le pour vérifier, enregistrez-le à nouveau, puis recommencez."))
    if len(data) > MOST_BYTES:
        raise Refused(too_heavy(len(data)))
    check_name(name)
    demand_harmless(data)
    named = BY_ENDING.get(ending_of(safe_name(name)))
    found = _type_by_content(data, named)
    if found is MediaType.PDF:
        demand_still(data)
    if found in PICTURES:
        data = redrawn(data, found)
    return Upload(_with_ending(safe_name(name), found, named), found, data)


def too_heavy(size: int) -> str:
    """What somebody reads whose file is larger than what is taken in."""
    return _("Ce fichier pèse %(size)s Mo : 20 Mo au plus. Réduisez-le, ou coupez-le en plusieurs fichiers.") % {
        "size": formats.number(-(-size // (1024 * 1024)))
    }


def _type_by_content(data: bytes, named: MediaType | None) -> MediaType:
    """The type that the content and the name agree on. Raises Refused."""
    demand_no_program(data)
    found = _recognised(data, named)
    if found is None or named is None:
        raise Refused(_not_taken(data))
    if found is not named and not (found in PICTURES and named in PICTURES):
        raise Refused(
            _("Le contenu (%(found)s) ne va pas avec le nom (.%(ending)s). Enregistrez le fichier sous son vrai type.")
            % {"found": found.label, "ending": ENDINGS[named][0]}
        )
    return found


def _recognised(data: bytes, named: MediaType | None) -> MediaType | None:
    if data.startswith(b"%PDF-"):
        return MediaType.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if data.startswith(b"PK\x03\x04"):
        return container_type(data)
    if named not in (*PICTURES, *CONTAINERS, MediaType.PDF) and not _CONTROLS.search(data):
        demand_plain(data)
        return named if named in (MediaType.CSV, MediaType.TEXT) else None
    return None


def _not_taken(data: bytes) -> str:
    if data.startswith(_OLD_OFFICE):
        return _("C'est un ancien format de Word ou d'Excel. Enregistrez-le en .docx, en .xlsx ou en PDF.")
    if _IPHONE.match(data):
        return _(
            "C'est une photo au format HEIC. Réglez l'appareil sur « Le plus compatible » (JPEG), ou prenez un PDF."
        )
    if data.startswith(b"PK"):
        return _("Levier ne garde pas d'archives. Dépliez-la, puis ajoutez les fichiers un par un.")
    return _("Ce type de fichier n'est pas accepté. Prenez un PDF, une photo JPEG ou PNG, un texte ou un tableur.")


def _with_ending(name: str, found: MediaType, named: MediaType | None) -> str:
    """A picture gets the ending of what it is; others have theirs already."""
    return name if found is named else f"{name.rpartition('.')[0]}.{ENDINGS[found][0]}"
