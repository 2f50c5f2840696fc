"""QR codes that stand on a picture."""

import io

import zxingcpp
from PIL import Image, ImageOps

SIDE = 2200
"""Points of the longer side of a picture as it is looked at: an A4 at about 190 dots an inch."""


def codes_in(picture: Image.Image) -> list[str]:
    """What the QR codes of a picture in grey say; a pale one is looked at again with more contrast."""
    return _codes(picture) or _codes(ImageOps.autocontrast(picture, cutoff=2))


def grey(data: bytes) -> Image.Image:
    """A photo as it is looked at. Raises what the library raises for what is no picture."""
    with Image.open(io.BytesIO(data)) as picture:
        drawn = picture.convert("L")
    drawn.thumbnail((SIDE, SIDE))
    return drawn


def _codes(picture: Image.Image) -> list[str]:
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in zxingcpp.read_barcodes(picture, formats=formats)]
