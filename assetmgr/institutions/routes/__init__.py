"""Pages of institutions: what they tell of themselves, their buildings and rooms."""

from assetmgr.institutions.routes import buildings, contact, headcounts, needs, rooms, show
from assetmgr.institutions.routes.blueprint import pages

__all__ = ["buildings", "contact", "headcounts", "needs", "pages", "rooms", "show"]
