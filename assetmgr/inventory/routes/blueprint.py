"""The blueprint of all pages of stocktakes, and the one loader of a stocktake."""

from collections.abc import Callable

from flask import Blueprint, abort

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.extensions import db
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.queries.heads import Head, head_of, stocktake_or_none
from assetmgr.inventory.words import said
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import me

pages = Blueprint("inventory", __name__, url_prefix="/stocktakes")


@pages.context_processor
def texts() -> dict[str, Callable[..., str]]:
    """How the pages of stocktakes say codes."""
    return {"said_of": said}


def loaded(stocktake_id: int) -> Stocktake:
    """The stocktake for a change; 404 to strangers."""
    return stocktake_or_none(db.session(), stocktake_id) or abort(404)


def loaded_head(stocktake_id: int) -> Head:
    """The stocktake to be shown; 404 to strangers."""
    return head_of(db.session(), stocktake_id) or abort(404)


def refusal_of(write: Callable[[], object]) -> str:
    """Carry out a write, all of it or nothing; why it was refused, '' where it was done."""
    try:
        with refusing(), db.session().begin_nested():
            write()
    except Refused as refused:
        return translated(refused)
    return ""


def may_steer(institution_id: int) -> bool:
    """Whether the reader opens, reviews and closes stocktakes of the institution."""
    return me().may_in(Permission.STOCKTAKE, institution_id)


def may_count(institution_id: int) -> bool:
    """Whether the reader counts in the institution."""
    return me().may_in(Permission.COUNT, institution_id)
