"""The codes in a photo that somebody sent, read on the server.

A picture is somebody's upload: its bytes and pixels are limited before anything is decoded.
"""

from enum import StrEnum
from io import BytesIO
from typing import Final

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 16 * 1024 * 1024
MOST_PIXELS: Final = 24_000_000
MOST_JPEG_PIXELS: Final = 64_000_000
"""A JPEG is decoded at a fraction of its size, so a phone's largest photo may come."""
SIDES: Final = (2_400, 1_000)
"""The longest side, in pixels, at which a photo is read: a blurred code is clearer when small."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_JPEGS: Final = frozenset({"JPEG", "MPO"})
"""A phone's photo may hold a second, smaller picture: Pillow calls that MPO."""
_BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class Fault(StrEnum):
    """Why a photo cannot be read."""

    TOO_LARGE = "too_large"
    NO_PICTURE = "no_picture"
    NO_CODE = "no_code"


class PhotoError(Exception):
    """A photo that cannot be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def texts_in(content: bytes) -> tuple[str, ...]:
    """The texts of all codes in a picture file, each once.

    Raises:
        PhotoError: it is too large, no picture, or has no code that can be read.
    """
    if len(content) > MOST_BYTES:
        raise PhotoError(Fault.TOO_LARGE)
    picture = _opened(content)
    for side in SIDES:
        picture.thumbnail((side, side))
        found = [code.text for code in zxingcpp.read_barcodes(picture) if code.text]
        if found:
            return tuple(dict.fromkeys(found))
    raise PhotoError(Fault.NO_CODE)


def _opened(content: bytes) -> Image.Image:
    """The picture in grey, upright, not much larger than it is read."""
    try:
        picture = Image.open(BytesIO(content), formats=_FORMATS)
        limit = MOST_JPEG_PIXELS if picture.format in _JPEGS else MOST_PIXELS
        if picture.width * picture.height > limit:
            raise PhotoError(Fault.TOO_LARGE)
        picture.draft("L", (SIDES[0], SIDES[0]))
        return ImageOps.exif_transpose(picture).convert("L")
    except _BOMBS as error:
        raise PhotoError(Fault.TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PhotoError(Fault.NO_PICTURE) from error
