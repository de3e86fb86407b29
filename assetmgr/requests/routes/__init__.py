"""Pages of the requests desk."""

from assetmgr.requests.routes import deciding, desk, entering, one
from assetmgr.requests.routes.blueprint import pages

__all__ = ["deciding", "desk", "entering", "one", "pages"]
