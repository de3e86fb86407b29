"""Looking through what was found, deciding, and closing."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.inventory.forms.review import still_fitting, verdicts
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.reviewing import decide
from assetmgr.inventory.policy.phones import holding_up
from assetmgr.inventory.queries.heads import Head
from assetmgr.inventory.queries.mark import mark_of
from assetmgr.inventory.queries.picture import picture
from assetmgr.inventory.routes.blueprint import loaded, loaded_head, pages, refusal_of
from assetmgr.inventory.showing.closing import review_of
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import acting


@pages.route("/<int:stocktake_id>/review", methods=["GET", "POST"])
@requires(Permission.STOCKTAKE)
def review(stocktake_id: int) -> ResponseReturnValue:
    """Decide about each finding; one button keeps that, another one closes."""
    stocktake, head = loaded(stocktake_id), loaded_head(stocktake_id)
    if not head.is_open:
        return redirect(url_for(".show", stocktake_id=stocktake_id))
    said = _sent(stocktake, head) if request.method == "POST" else ""
    if request.method == "POST" and not said:
        return redirect(url_for(".review" if _is_open(stocktake) else ".show", **_here(head)))
    found = picture(db.session(), head)
    chosen = still_fitting(request.form, found.items) if said else {}
    page = render_template(
        "inventory/review.html",
        head=head,
        review=review_of(found),
        found=found,
        chosen=chosen,
        waiting=holding_up(found.phones),
        mark=mark_of(db.session(), head.id),
        said=said,
    )
    return page, 422 if said else 200


def _here(head: Head) -> dict[str, Any]:
    return {"stocktake_id": head.id, "_anchor": request.form.get("anchor") or None}


def _is_open(stocktake: Stocktake) -> bool:
    return stocktake.rows_sha256 is None


def _sent(stocktake: Stocktake, head: Head) -> str:
    """Keep the decisions that were sent, and close if that was wanted; why not, else ''."""
    told = verdicts(request.form, picture(db.session(), head).items)
    if told:
        said = refusal_of(lambda: decide(db.session(), stocktake, told, **acting()))
        if not said:
            flash(gettext("The decisions are kept. Nothing changes before the closing."), "ok")
        return said
    if "close" not in request.form:
        return ""
    said = refusal_of(lambda: _close(stocktake))
    if not said:
        flash(gettext("The stocktake is closed, and its act is made."), "ok")
    return said


def _close(stocktake: Stocktake) -> None:
    close(
        db.session(),
        stocktake,
        mark=request.form.get("mark", ""),
        today=today(),
        **acting(),
    )
