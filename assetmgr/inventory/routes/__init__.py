"""Pages of stocktakes."""

from assetmgr.inventory.routes import (
    codes,
    desk,
    files,
    listing,
    opening,
    phones,
    review,
    rounds,
    show,
    small,
)
from assetmgr.inventory.routes.blueprint import pages

__all__ = [
    "codes",
    "desk",
    "files",
    "listing",
    "opening",
    "pages",
    "phones",
    "review",
    "rounds",
    "show",
    "small",
]
