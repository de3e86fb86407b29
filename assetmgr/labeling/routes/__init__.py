"""Pages of labels."""

from assetmgr.labeling.routes import (
    blanks,
    calibration,
    choose,
    claim,
    rooms,
    settings,
    sheets,
)
from assetmgr.labeling.routes.blueprint import pages

__all__ = ["blanks", "calibration", "choose", "claim", "pages", "rooms", "settings", "sheets"]
