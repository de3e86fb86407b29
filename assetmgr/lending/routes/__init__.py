"""Pages of how lending stands, of what can be borrowed, and of the school holidays."""

from assetmgr.lending.routes import available, board, holidays, overview, papers, unused
from assetmgr.lending.routes.blueprint import pages

__all__ = ["available", "board", "holidays", "overview", "pages", "papers", "unused"]
