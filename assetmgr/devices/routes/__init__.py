"""Pages of devices."""

from assetmgr.devices.routes import correct, download, edit, find, label, listing, page, steps
from assetmgr.devices.routes.blueprint import pages

__all__ = ["correct", "download", "edit", "find", "label", "listing", "page", "pages", "steps"]
