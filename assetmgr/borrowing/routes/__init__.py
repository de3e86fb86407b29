"""The borrower's own pages."""

from assetmgr.borrowing.routes import about, asking, home, loan, telling
from assetmgr.borrowing.routes.blueprint import pages

__all__ = ["about", "asking", "home", "loan", "pages", "telling"]
