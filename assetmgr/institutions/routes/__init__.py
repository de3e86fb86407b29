"""Pages of institutions, their headcounts and their rooms."""

from assetmgr.institutions.routes import contact, headcounts, rooms, show
from assetmgr.institutions.routes.blueprint import pages

__all__ = ["contact", "headcounts", "pages", "rooms", "show"]
