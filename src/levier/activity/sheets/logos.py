"""Logos of the formats: the pictures that the association put at the places that a format leaves for them."""

import io
from base64 import b64encode

from django.utils.translation import gettext as _
from PIL import Image

from levier.activity.sheets.formats import SheetFormat, formats
from levier.activity.sheets.models import Logo
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import PICTURES
from levier.foundation.documents.models import Document
from levier.foundation.documents.queries import content_of
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.paper import picture_drawn
from levier.foundation.kit.permissions import Refused

MOST_SIDES = (900, 300)
"""Pixels: sharp at the 13 millimetres of height that a sheet leaves for a logo."""
LEAST = 40
PNG = "image/png"


def logos_drawn(organisation: int, form: SheetFormat) -> list[tuple[str, str]]:
    """(name of the place, drawing of its logo or "") of each place of a format. A file that is lost leaves it empty."""
    return [(words, picture_drawn(data, PNG)) for words, data in _held(organisation, form)]


def logos_shown(organisation: int, form: SheetFormat) -> list[tuple[str, str]]:
    """The same, with the address of a picture that stands within its page."""
    return [
        (words, f"data:{PNG};base64,{b64encode(data).decode()}" if data else "")
        for words, data in _held(organisation, form)
    ]


def logos_in_words(by: Actor) -> str:
    """How many of the places have their picture, for the page of settings."""
    places = sum(len(one.logos) for one in formats().values())
    return _("%(n)s sur %(places)s") % {"n": Logo.objects.visible_to(by).count(), "places": places}


def made_small(upload: Upload) -> bytes:
    """A picture as a PNG no larger than a sheet shows. Raises Refused for no picture, or one too small to be read."""
    if upload.media_type not in PICTURES:
        raise Refused(_("Un logo est une image PNG ou JPEG. Demandez ce format au bailleur, ou enregistrez-le ainsi."))
    try:
        with Image.open(io.BytesIO(upload.data)) as picture:
            drawn = picture.convert("RGBA")
    except Exception as error:  # what a hostile picture makes the library raise has no end
        raise Refused(_("Cette image est abîmée et ne s'affiche pas. Enregistrez-la à nouveau.")) from error
    if max(drawn.size) < LEAST:
        raise Refused(_("Ce logo est trop petit : il serait flou sur le papier. Demandez-le plus grand au bailleur."))
    drawn.thumbnail(MOST_SIDES, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    drawn.save(target, "PNG", optimize=True)
    return target.getvalue()


def _held(organisation: int, form: SheetFormat) -> list[tuple[str, bytes | None]]:
    if not form.logos:
        return []
    code = next(code for code, one in formats().items() if one is form)
    rows = Logo.objects.filter(organisation=organisation, format=code).select_related("document")
    held = {one.place: one.document for one in rows}
    return [(words, _content(held.get(place))) for place, words in enumerate(form.logos)]


def _content(document: Document | None) -> bytes | None:
    try:
        return content_of(document) if document else None
    except Refused:
        return None
