"""A photo of a device as it is kept: upright, small, a JPEG without where and when it was taken."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_PIXELS: Final = 25_000_000
SIDE: Final = 1600
QUALITY: Final = 80
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def small(content: bytes) -> bytes:
    """The photo at most 1600 px wide and high.

    Raises:
        Refused: it is larger than 5 MB, or no JPEG, PNG or WebP.
    """
    if len(content) > MOST_BYTES:
        raise Refused(N_("The photo is larger than 5 MB."), field="photo")
    try:
        picture = Image.open(BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(N_("The photo has too many pixels."), field="photo")
        picture.draft("RGB", (SIDE, SIDE))
        picture.thumbnail((SIDE, SIDE))  # first of all: what follows copies the whole picture
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except _BOMBS as error:
        raise Refused(N_("The photo has too many pixels."), field="photo") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused(N_("Only a JPG, PNG or WebP photo is kept here."), field="photo") from error
    out = BytesIO()
    upright.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
