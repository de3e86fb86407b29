"""Pages of privacy."""

from assetmgr.privacy.routes import exporting
from assetmgr.privacy.routes.shown import pages

__all__ = ["exporting", "pages"]
