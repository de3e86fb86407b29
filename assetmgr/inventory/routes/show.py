"""The page of one stocktake: live while it is open, as it was closed afterwards."""

from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries import rooms_of
from assetmgr.extensions import db
from assetmgr.inventory.codes import Action, Form, Result
from assetmgr.inventory.operations.desk import desk_id
from assetmgr.inventory.queries.heads import Head
from assetmgr.inventory.queries.mark import mark_of
from assetmgr.inventory.queries.picture import Picture, picture
from assetmgr.inventory.queries.rounds import due_days
from assetmgr.inventory.routes.blueprint import loaded_head, may_count, may_steer, pages
from assetmgr.inventory.showing.page import last_of, looked_for, page_of
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.signed_in import me


@pages.get("/<int:stocktake_id>")
@requires(Permission.REGISTER_READ)
def show(stocktake_id: int) -> ResponseReturnValue:
    """How far it is, what is missing where, what needs a look, who counts."""
    head = loaded_head(stocktake_id)
    found = picture(db.session(), head)
    if head.form is Form.TICKED:
        return render_template("inventory/told.html", head=head, found=found)
    shown = {"page": page_of(found), "may_steer": may_steer(head.institution_id)}
    if not head.is_open:
        return render_template(
            "inventory/closed.html",
            found=found,
            missing=found.with_result(Result.MISSING),
            late=[one for one in found.reading.late if one.action is Action.SCAN],
            may_count=may_count(head.institution_id),
            **shown,
        )
    return render_template("inventory/open.html", **shown, **_live(head), **_at_hand(found))


@pages.get("/<int:stocktake_id>/live")
@requires(Permission.REGISTER_READ)
def live(stocktake_id: int) -> ResponseReturnValue:
    """What changes while people scan; nothing (204) where nothing happened since `mark`."""
    head = loaded_head(stocktake_id)
    if not head.is_open:
        return Response(status=204, headers={"HX-Refresh": "true"})
    seen = _live(head)
    if request.args.get("mark") == seen["mark"]:
        return Response(status=204)
    shown = {"page": page_of(picture(db.session(), head)), **seen}
    return render_template(
        "inventory/_live.html", is_part=True, may_steer=may_steer(head.institution_id), **shown
    )


def _live(head: Head) -> dict[str, Any]:
    """What stands in the addresses of the live part: the room that is open, what was seen."""
    room = key_of(request.args.get("room", ""))
    return {"room": room, "mark": mark_of(db.session(), head.id)}


def _at_hand(found: Picture) -> dict[str, Any]:
    """What a person at this computer may do here."""
    head, text = found.head, request.args.get("q", "").strip()[:200]
    desk = desk_id(db.session(), head.id, me().person.id)
    due = due_days(db.session(), [head.round_id]) if head.round_id else {}
    return {
        "may_count": may_count(head.institution_id),
        "places": rooms_of(db.session(), head.institution_id),
        "place": key_of(request.args.get("place", "")),
        "last": last_of(found, desk),
        "q": text,
        "hits": looked_for(found, text),
        "due_on": due.get(head.round_id or 0),
    }
