"""A signed-in person's phone joins a stocktake."""

from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.inventory.api import answers
from assetmgr.inventory.api.reading import text_of
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.queries.heads import head_of, stocktake_or_none
from assetmgr.web.access import requires
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import me

joining = Blueprint("joining", __name__, url_prefix="/stocktakes")
_NAME: Final = 200


@joining.post("/<int:stocktake_id>/join")
@requires(Permission.COUNT)
def enter(stocktake_id: int) -> ResponseReturnValue:
    """Give the phone a key and a token; its name is told, or is the person's.

    `"holds_scans": true`: it joins again, and has yet to deliver what it scanned.
    """
    stocktake = stocktake_or_none(db.session(), stocktake_id) or abort(404)
    body = request.get_json(silent=True) if request.is_json else request.form
    fields = body if isinstance(body, dict) else {}
    told = text_of(fields.get("name"), _NAME)
    try:
        joined = join(
            db.session(),
            stocktake,
            (told or "").strip() or me().name,
            actor=me().as_actor(),
            now=datetime.now(UTC),
            holds_scans=fields.get("holds_scans") is True,
        )
    except Refused as refused:
        return {"error": translated(refused)}, 409
    head = head_of(db.session(), stocktake_id) or abort(404)
    keys = {"key": joined.phone.key, "token": joined.token}
    return {**keys, "stocktake": answers.stocktake(head)}, 201
