"""Scanning in the page of a stocktake: typed, or by a handheld scanner."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries import rooms_of
from assetmgr.extensions import db
from assetmgr.inventory.codes import Action, Condition
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.desk import last_at_desk, scan_at_desk, tell, undo_at_desk
from assetmgr.inventory.policy.told import Told
from assetmgr.inventory.queries.devices import expected_devices
from assetmgr.inventory.routes.blueprint import loaded, pages, refusal_of
from assetmgr.inventory.showing.scans import ScanShown, in_words
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.signed_in import acting, me
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
        return _stand(stocktake, room_id, place)
    if not code:
        flash(gettext("Scan a label, or type its tag."), "amber")
        return _back(stocktake_id, place)
    return _told(
        lambda: scan_at_desk(
            db.session(), stocktake, code, key_of(place), uuid=_uuid(), name=_name(), **acting()
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
        lambda: tell(db.session(), stocktake, _remark(), name=_name(), **acting()),
        stocktake_id,
        request.form.get("place", ""),
    )


def _remark() -> Told:
    """What differs from what the form showed; the rest is not said again."""
    told = request.form
    damaged, note = bool(told.get("damaged")), told.get("note", "").strip()[:LONGEST_NOTE]
    looks = Condition.DAMAGED if damaged else Condition.GOOD
    return Told(
        0,
        str(uuid4()),
        Action.REMARK,
        datetime.now(UTC),
        target=told.get("target", "")[:36],
        note=None if note == told.get("was_note", "").strip() else note,
        condition=None if damaged == bool(told.get("was_damaged")) else looks,
        move_here=bool(told.get("move_here")) if "may_move" in told else None,
    )


def _uuid() -> str | None:
    """What the window calls its scan, so that it can send it twice."""
    try:
        return str(UUID(request.form.get("uuid", "")))
    except ValueError:
        return None


def _stand(stocktake: Stocktake, room_id: int, place: str) -> ResponseReturnValue:
    """Set the place for a page without a script, which reads rooms' codes itself."""
    if any(room.id == room_id for room in rooms_of(db.session(), stocktake.institution_id)):
        return _back(stocktake.id, str(room_id))
    flash(gettext("This is no room of this institution. The room is as it was."), "bad")
    return _back(stocktake.id, place)


def _told(write: Callable[[], object], stocktake_id: int, place: str) -> ResponseReturnValue:
    """Write, and show what the last scan is then; a refusal is said there."""
    said = refusal_of(write)
    if "HX-Request" not in request.headers:
        if said:
            flash(said, "bad")
        return _back(stocktake_id, place)
    page = render_template(
        "inventory/_last.html",
        said=said,
        stocktake_id=stocktake_id,
        place=key_of(place),
        last=_last(stocktake_id),
    )
    return page, 409 if said else 200, {"HX-Trigger": "scanned"}


def _last(stocktake_id: int) -> ScanShown | None:
    """The last scan at this computer, in words."""
    scan = last_at_desk(db.session(), stocktake_id, me().person.id)
    if scan is None:
        return None
    line = StocktakeLine.device_id == scan.entry.device_id
    lines = expected_devices(db.session(), stocktake_id, line)
    return in_words(scan, next(iter(lines.values()), None))


def _back(stocktake_id: int, place: str) -> ResponseReturnValue:
    """The page again, with this place."""
    here = url_for(".show", stocktake_id=stocktake_id, place=place or None, _anchor="desk")
    return redirect(here)


def _name() -> str:
    """What the computer is called among the phones."""
    return str(gettext("Computer"))
