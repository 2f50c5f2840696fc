"""Pictures are drawn anew: their size is known first, and only the picture stays (no place, no device, no date)."""

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from levier.foundation.documents.enums import MediaType
from levier.foundation.kit.permissions import Refused

MOST_PIXELS = 40_000_000
# Pillow warns beyond this and refuses beyond twice as much, both before it unpacks; here a warning is enough.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def redrawn(data: bytes, media_type: MediaType) -> bytes:
    """The picture alone, upright, in the same format. Raises Refused for one too large or damaged."""
    form = "PNG" if media_type is MediaType.PNG else "JPEG"
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            return _drawn(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(
            _("Cette image a trop de points : 40 millions au plus. Réduisez-la, ou refaites la photo de plus loin.")
        ) from error
    except Exception as error:  # what a hostile picture makes the library raise has no end
        raise Refused(_("Cette image est abîmée et ne s'affiche pas. Refaites la photo ou le scan.")) from error


def _drawn(picture: Image.Image, form: str) -> bytes:
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    upright.info = {name: upright.info[name] for name in ("transparency",) if name in upright.info}
    target = io.BytesIO()
    if form == "PNG":
        upright.save(target, "PNG", optimize=False)
    else:
        if upright.mode not in ("RGB", "L"):
            upright = upright.convert("RGB")
        upright.save(target, "JPEG", quality=90, exif=b"")
    return target.getvalue()
