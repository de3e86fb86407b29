"""Pages of people, and the sign-in with a printed code."""

from assetmgr.people.routes import (
    by_hand,
    card,
    codes,
    handlers,
    imports,
    listing,
    opening,
    person,
    preview,
    sign_in,
)
from assetmgr.people.routes.blueprint import pages

__all__ = [
    "by_hand",
    "card",
    "codes",
    "handlers",
    "imports",
    "listing",
    "opening",
    "pages",
    "person",
    "preview",
    "sign_in",
]
