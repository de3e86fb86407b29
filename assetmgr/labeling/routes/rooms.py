"""Labels of rooms: one, or all of an institution."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import released
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.institutions.queries import Named
from assetmgr.labeling.forms.wish import read_wish
from assetmgr.labeling.operations.drawing import room_labels
from assetmgr.labeling.queries.rooms import RoomPick, room_picks
from assetmgr.labeling.queries.styles import papers_of, style_of
from assetmgr.labeling.routes.blueprint import base_url, pages
from assetmgr.labeling.routes.printing import SHOWN, as_file, asked, paper_shown, previews
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.errors import translated
from assetmgr.web.institution_in_view import in_view, mine


@pages.get("/rooms")
@requires(Permission.LABELS)
def rooms() -> ResponseReturnValue:
    """See the labels of an institution's rooms (?room=: of one), choose the paper."""
    return _page(in_view())


@pages.post("/rooms/print")
@requires(Permission.LABELS)
def print_rooms() -> ResponseReturnValue:
    """The labels of the rooms as one file."""
    place = in_view()
    if place is None:
        return _page(None, gettext("Choose an institution first.")), 422
    try:
        return _file(place)
    except Refused as refused:
        return _page(place, translated(refused)), 422


def _file(place: Named) -> Response:
    picks = _rooms(place)
    if not picks:
        raise Refused(N_("The institution has no rooms yet."))
    style = style_of(db.session(), place.id)
    wish = read_wish(request.values, papers_of(db.session(), place.id), style)
    name = gettext("room-labels") + f"-{place.code}-{len(picks)}"
    with released(db.session()):
        return as_file(room_labels(picks, base_url()), wish, name)


def _rooms(place: Named) -> tuple[RoomPick, ...]:
    return room_picks(db.session(), place.id, key_of(request.values.get("room", "")))


def _page(place: Named | None, error: str | None = None) -> str:
    return render_template(
        "labeling/rooms.html",
        place=place,
        places=mine(),
        error=error,
        **(_shown(place) if place else {}),
    )


def _shown(place: Named) -> dict[str, Any]:
    picks = _rooms(place)
    style, papers = style_of(db.session(), place.id), papers_of(db.session(), place.id)
    wish = read_wish(request.values, papers, style)
    return {
        "count": len(picks),
        "one": key_of(request.values.get("room", "")) is not None,
        "labels": previews(room_labels(picks[:SHOWN], base_url()), wish.paper),
        "print_href": url_for(".print_rooms", **asked(institution=place.code)),
        "filter_href": url_for(".rooms"),
        **paper_shown(wish, papers, len(picks), ".rooms"),
    }
