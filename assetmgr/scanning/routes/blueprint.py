"""The blueprint of the scan page, and how each of its answers is made."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, render_template, request

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.scanning.queries import (
    Place,
    Reading,
    ScannedDevice,
    expected_in,
    place_of,
    scanned_devices,
)
from assetmgr.scanning.shown import Composer, standing
from assetmgr.scanning.visit import Visit, current
from assetmgr.web.signed_in import me

pages = Blueprint("scanning", __name__, url_prefix="/scan")


def loaded_place(room_id: int) -> Place:
    """The room; 404 to strangers."""
    return place_of(db.session(), room_id) or abort(404)


def now() -> datetime:
    """The moment of the request."""
    return datetime.now(UTC)


def answer(
    place: Place | None,
    readings: Sequence[Reading] = (),
    visit: Visit | None = None,
    *,
    said: str = "",
    error: str = "",
) -> str:
    """The page as it now is; where a script asked, the parts alone that change.

    Args:
        readings: the codes of this request.
        visit: the visit with them; by default as it is kept.
        said: what was done.
        error: what is to be mended.
    """
    visit = visit or current(now())
    told = [one.device_id for one in visit.codes] + [one.device_id for one in readings]
    ids = {one for one in told if one is not None}
    composer = Composer(scanned_devices(db.session(), ids), place, may_move)
    expected = expected_in(db.session(), place.id, visit.begun_at) if place else ()
    results = composer.results(readings)
    is_part = request.headers.get("X-Requested-With") == "fetch"
    return render_template(
        "scanning/_answer.html" if is_part else "scanning/scan.html",
        place=place,
        standing=standing(place, expected) if place else None,
        results=results,
        tones={line.raw: line.tone for line in results},
        lines=composer.visited(visit.codes),
        said=said,
        error=error,
    )


def may_move(device: ScannedDevice, place: Place) -> bool:
    """Whether the reader may put the device into the place's room."""
    return all(
        me().may_in(Permission.REGISTER_WRITE, institution_id)
        for institution_id in (device.institution_id, place.institution_id)
    )
