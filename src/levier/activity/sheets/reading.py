"""A scan or a photo of sheets: its pages, and the code that each of them bears."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

import pypdfium2
from django.utils.translation import gettext as _
from PIL import Image

from levier.activity.sheets.numbering import Code, code_read
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import PICTURES, MediaType
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.scanning import SIDE, codes_in, grey

MOST_PAGES = 60
_ONE_AT_A_TIME = Lock()  # the library that opens a PDF is not made for two threads at once


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page of a file, from 1 on: our code that it bears; `is_foreign` when it bears only another."""

    place: int
    code: Code | None
    is_foreign: bool = False


def read_pages(upload: Upload) -> list[PageRead]:
    """Each page of a file with its code. Raises Refused with what to do: no picture, broken, too long."""
    if upload.media_type is not MediaType.PDF and upload.media_type not in PICTURES:
        raise Refused(_("Une feuille se rend en PDF ou en photo (JPEG ou PNG). Scannez-la, ou prenez-la en photo."))
    pages = _of_pdf(upload.data) if upload.media_type is MediaType.PDF else iter([grey(upload.data)])
    return [_read(place, page) for place, page in enumerate(pages, start=1)]


def _read(place: int, page: Image.Image) -> PageRead:
    found = codes_in(page)
    ours = [code for text in found if (code := code_read(text))]
    return PageRead(place, ours[0] if ours else None, bool(found) and not ours)


def _of_pdf(data: bytes) -> Iterator[Image.Image]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise Refused(_("Ce PDF est abîmé ou protégé et ne s'ouvre pas. Scannez la feuille à nouveau.")) from error
        try:
            if len(document) > MOST_PAGES:
                raise Refused(
                    _("Ce fichier a %(n)s pages : %(most)s au plus. Coupez-le.")
                    % {"n": len(document), "most": MOST_PAGES}
                )
            for page in document:
                yield _drawn(page)
        finally:
            document.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    try:
        scale = min(SIDE / max(*page.get_size(), 1), 4)
        picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise Refused(_("Une page de ce PDF est abîmée. Scannez la feuille à nouveau.")) from error
    return picture.convert("L")
