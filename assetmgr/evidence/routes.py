"""The list of devices that nobody has seen for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries import NamedKind, kinds, rooms_of
from assetmgr.evidence.asked import PERIODS, Asked, asked_for
from assetmgr.evidence.queries import (
    cursor_of,
    newest_of,
    unseen_by_institution,
    unseen_by_room,
    unseen_page,
)
from assetmgr.evidence.queries.unseen import COUNTED
from assetmgr.evidence.words import SOURCE_NAMES
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me
from assetmgr.web.words import kind_name

MOST_PLACES: Final = 6

pages = Blueprint("evidence", __name__, url_prefix="/evidence")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with so many unseen devices, and the list narrowed to it."""

    name: str
    count: int
    href: str


@pages.get("/")
@requires(Permission.REGISTER_READ)
def unseen() -> ResponseReturnValue:
    """What was not seen for a month, a year: fifty at a time, and where it stands."""
    known, place = kinds(db.session()), in_view()
    asked = asked_for(request.args, known, place, datetime.now(UTC))
    cursor = cursor_of(request.args.get("after", ""), request.args.get("before", ""))
    page = unseen_page(db.session(), asked.wanted, cursor)
    if not page.rows and cursor:
        return redirect(f"{url_for('.unseen')}?{asked.query()}")
    return render_template(
        "evidence/unseen.html",
        asked=asked,
        page=page,
        capped=page.count > COUNTED,
        seen=newest_of(db.session(), [row.id for row in page.rows]),
        sources=SOURCE_NAMES,
        place=place,
        spots=_spots(asked, place),
        stocktake_href=_stocktake_href(asked, place) if page.rows else "",
        periods=[(days, _period(days)) for days in PERIODS],
        names={one.id: one.short_name for one in mine()},
        kinds={one.id: one for one in known},
        **_filters(known, place),
    )


def _period(days: int) -> str:
    if days == 365:
        return str(gettext("a year"))
    return str(ngettext("%(num)d day", "%(num)d days", days))


def _filters(known: Sequence[NamedKind], place: Named | None) -> dict[str, Any]:
    rooms = rooms_of(db.session(), place.id) if place else ()
    everything = ("", gettext("All"))
    everywhere = ("", gettext("All institutions"))
    return {
        "kind_options": [everything, *((one.code, kind_name(one)) for one in known)],
        "place_options": [everywhere, *((one.code, one.short_name) for one in mine())],
        "room_options": [("", gettext("All rooms")), *((room.id, room.label) for room in rooms)],
    }


def _spots(asked: Asked, place: Named | None) -> list[Spot]:
    """Where most of them are: rooms of the institution in view, or institutions."""
    if place is None:
        counts = unseen_by_institution(db.session(), asked.wanted)
        found = [
            (one.short_name, counts.get(one.id, 0), {"institution": one.code}) for one in mine()
        ]
        found.sort(key=lambda spot: -spot[1])
    else:
        found = [
            (room.room or gettext("in no room"), room.count, {"room": str(room.room_id or "")})
            for room in unseen_by_room(db.session(), asked.wanted)
        ]
    here = url_for(".unseen")
    return [
        Spot(name, count, f"{here}?{asked.query(**narrowed)}")
        for name, count, narrowed in found[:MOST_PLACES]
        if count
    ]


def _stocktake_href(asked: Asked, place: Named | None) -> str:
    """Where a stocktake of the doubtful ones alone is opened; blank for who may not."""
    if place is None or not me().may_in(Permission.STOCKTAKE, place.id):
        return ""
    return str(url_for("inventory.new", institution=place.code, what="doubtful", days=asked.days))
