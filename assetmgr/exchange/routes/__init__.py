"""Pages of files in and out."""

from assetmgr.exchange.routes import downloads, imports
from assetmgr.exchange.routes.blueprint import pages

__all__ = ["downloads", "imports", "pages"]
