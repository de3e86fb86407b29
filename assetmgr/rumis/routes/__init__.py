"""The page of RUMIS."""

from assetmgr.rumis.routes import compared, nights
from assetmgr.rumis.routes.blueprint import pages

__all__ = ["compared", "nights", "pages"]
