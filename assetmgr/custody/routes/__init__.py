"""Pages of custody."""

from assetmgr.custody.routes.blueprint import pages
from assetmgr.custody.routes.proposed import proposals

__all__ = ["pages", "proposals"]
