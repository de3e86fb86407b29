"""The scan page."""

from assetmgr.scanning.routes import move, page, photo, reading
from assetmgr.scanning.routes.blueprint import pages

__all__ = ["move", "page", "pages", "photo", "reading"]
