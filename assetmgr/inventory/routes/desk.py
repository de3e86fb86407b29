"""Scanning in the page of a stocktake: typed, or by a handheld scanner."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.inventory.codes import Action, Condition
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.operations.desk import desk_id, scan_at_desk, tell, undo_at_desk
from assetmgr.inventory.policy.told import Told
from assetmgr.inventory.queries.heads import head_of
from assetmgr.inventory.queries.picture import picture
from assetmgr.inventory.routes.blueprint import acting, loaded, pages, refusal_of
from assetmgr.inventory.showing.page import last_of
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.signed_in import me
from labels.spec import room_from_scan

LONGEST_CODE: Final = 500
LONGEST_NOTE: Final = 2000


@pages.post("/<int:stocktake_id>/scan")
@requires(Permission.COUNT)
def scan(stocktake_id: int) -> ResponseReturnValue:
    """Store one code as a scan; a room's code sets the place of the scans that follow."""
    stocktake = loaded(stocktake_id)
    code = request.form.get("code", "").strip()[:LONGEST_CODE]
    place = request.form.get("place", "")
    if (room_id := room_from_scan(code)) is not None:
        return _back(stocktake_id, str(room_id), anew=True)
    if not code:
        flash(gettext("Scan a label, or type its tag."), "amber")
        return _back(stocktake_id, place)
    return _told(
        lambda: scan_at_desk(
            db.session(), stocktake, code, key_of(place), name=_name(), **acting()
        ),
        stocktake_id,
        place,
    )


@pages.post("/<int:stocktake_id>/undo")
@requires(Permission.COUNT)
def undo(stocktake_id: int) -> ResponseReturnValue:
    """Take back the last scan made at this computer."""
    stocktake = loaded(stocktake_id)
    return _told(
        lambda: undo_at_desk(db.session(), stocktake, name=_name(), **acting()),
        stocktake_id,
        request.form.get("place", ""),
    )


@pages.post("/<int:stocktake_id>/remark")
@requires(Permission.COUNT)
def remark(stocktake_id: int) -> ResponseReturnValue:
    """Say how the device looked, and whether it is to stay where it was found."""
    stocktake = loaded(stocktake_id)
    return _told(
        lambda: tell(db.session(), stocktake, _remark(stocktake), name=_name(), **acting()),
        stocktake_id,
        request.form.get("place", ""),
    )


def _remark(stocktake: Stocktake) -> Told:
    told = request.form
    damaged = Condition.DAMAGED if told.get("damaged") else Condition.GOOD
    return Told(
        0,
        str(uuid4()),
        Action.REMARK,
        datetime.now(UTC),
        target=told.get("target", "")[:36],
        note=told.get("note", "").strip()[:LONGEST_NOTE],
        condition=damaged,
        move_here=bool(told.get("move_here")) if "may_move" in told else None,
    )


def _told(write: Callable[[], object], stocktake_id: int, place: str) -> ResponseReturnValue:
    """Write, and show what the last scan is then; a refusal is said there."""
    said = refusal_of(write)
    if "HX-Request" not in request.headers:
        if said:
            flash(said, "bad")
        return _back(stocktake_id, place)
    head = head_of(db.session(), stocktake_id) or abort(404)
    desk = desk_id(db.session(), head.id, me().person.id)
    page = render_template(
        "inventory/_last.html",
        said=said,
        stocktake_id=stocktake_id,
        place=key_of(place),
        last=last_of(picture(db.session(), head), desk),
    )
    return page, 409 if said else 200, {"HX-Trigger": "scanned"}


def _back(stocktake_id: int, place: str, *, anew: bool = False) -> ResponseReturnValue:
    """The page again, with this place; `anew`: htmx loads it whole."""
    here: str = url_for(".show", stocktake_id=stocktake_id, place=place or None, _anchor="desk")
    if anew and "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Redirect": here})
    return redirect(here)


def _name() -> str:
    """What the computer is called among the phones."""
    return str(gettext("Computer"))
