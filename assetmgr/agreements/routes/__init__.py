"""Pages of terms, settings and agreements."""

from assetmgr.agreements.routes import consents, guardian, links, settings, terms
from assetmgr.agreements.routes.blueprint import pages

__all__ = ["consents", "guardian", "links", "pages", "settings", "terms"]
