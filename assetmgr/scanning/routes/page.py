"""The scan page, with or without a place."""

from flask import redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.scanning import visit
from assetmgr.scanning.queries import place_of
from assetmgr.scanning.routes.blueprint import answer, loaded_place, pages
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of


@pages.get("/")
@requires(Permission.COUNT)
def scan() -> ResponseReturnValue:
    """Camera, a box for a code, and what was scanned in this visit; ?room= is the place."""
    room_id = key_of(request.args.get("room", ""))
    return answer(place_of(db.session(), room_id) if room_id else None)


@pages.post("/forget")
@requires(Permission.COUNT)
def forget() -> ResponseReturnValue:
    """Begin a new visit."""
    visit.forget()
    return redirect(url_for(".scan"))


@requires(Permission.COUNT)
def room(room_id: int) -> ResponseReturnValue:
    """Where a room label's QR code leads: the scan page with that place."""
    return answer(loaded_place(room_id))


@pages.record
def _add_room(state: BlueprintSetupState) -> None:
    """Bind the page outside /scan: labels carry its address, short and in capitals."""
    for letter in "Rr":
        state.app.add_url_rule(f"/{letter}/<int:room_id>", "scanning.room", room, methods=["GET"])
