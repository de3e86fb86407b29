"""Pages of loans."""

from assetmgr.loans.operations import keeping
from assetmgr.loans.routes import (
    act,
    act_files,
    cards,
    cases,
    class_page,
    collection,
    correcting,
    hand_out,
    listing,
    losing,
    overdue,
    photos,
    signing,
    swapping,
    take_back,
    undo,
)
from assetmgr.loans.routes.blueprint import pages

__all__ = [
    "act",
    "act_files",
    "cards",
    "cases",
    "class_page",
    "collection",
    "correcting",
    "hand_out",
    "keeping",
    "listing",
    "losing",
    "overdue",
    "pages",
    "photos",
    "signing",
    "swapping",
    "take_back",
    "undo",
]
