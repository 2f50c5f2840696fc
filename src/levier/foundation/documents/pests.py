"""What never comes in: the known test of virus scanners, programs, pages of the web dressed as something else."""

import re
import zlib

from django.utils.translation import gettext as _

from levier.foundation.kit.permissions import Refused

# In two halves, so that no scanner takes this file for the test file that it looks for.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe")
_PAGE = re.compile(rb"(?i)<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|\?php|\?xml)\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)endstream", re.DOTALL)
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia)(?![A-Za-z0-9])")
_HIDDEN_LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")
MOST_UNPACKED = 20 * 1024 * 1024


def demand_harmless(data: bytes) -> None:
    """Raise Refused for bytes that every virus scanner stops."""
    if EICAR in data:
        raise Refused(
            _("Un antivirus arrêterait ce fichier : il n'est pas gardé. Prévenez la personne qui l'a envoyé.")
        )


def demand_no_program(data: bytes) -> None:
    """Raise Refused for a program."""
    if data.startswith(_PROGRAMS):
        raise Refused(_("Ce fichier est un programme : Levier n'en garde pas. Enregistrez le document en PDF."))


def demand_plain(data: bytes) -> None:
    """Raise Refused for a text that a browser would run or show as a page."""
    if _PAGE.search(data[:4096]):
        raise Refused(
            _("Ce fichier est une page web ou un dessin SVG, pas un texte. Imprimez-le en PDF, puis ajoutez ce PDF.")
        )


def demand_still(data: bytes) -> None:
    """Raise Refused for a PDF that runs something, in the open or in its packed objects."""
    bare, end = bytearray(), 0
    for found in _STREAM.finditer(data):
        described = data[max(end, found.start() - 2_000) : found.start()].rpartition(b"obj")[2]
        bare += data[end : found.start()]
        if b"/ObjStm" in described:
            bare += _unpacked(found[1], MOST_UNPACKED - len(bare))
        end = found.end()
    bare += data[end:]
    if _ACTIVE.search(_HIDDEN_LETTER.sub(lambda hit: bytes([int(hit[1], 16)]), bytes(bare))):
        raise Refused(_("Ce PDF contient un programme. Ouvrez-le, imprimez-le en PDF, puis ajoutez cette copie."))


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, max(most, 1))
    except zlib.error:
        return b""
