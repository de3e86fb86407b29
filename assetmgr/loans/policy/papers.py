"""Which files are kept with an act."""

from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

MOST_NOTICE_BYTES: Final = 2 * 1024 * 1024
"""RUMIS: what backs a loss is a pdf or jpg of at most 2 MB."""
MOST_OF_A_KIND: Final = 12
_NOTICES: Final = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"))


def notice_type(content: bytes) -> str:
    """The media type of what backs a loss or a theft, by its first bytes.

    Raises:
        Refused: it is neither PDF nor JPEG, or larger than 2 MB.
    """
    if len(content) > MOST_NOTICE_BYTES:
        raise Refused(N_("The file is larger than 2 MB."), field="paper")
    for beginning, media_type in _NOTICES:
        if content.startswith(beginning):
            return media_type
    raise Refused(N_("Only a PDF or JPG file is kept here."), field="paper")
