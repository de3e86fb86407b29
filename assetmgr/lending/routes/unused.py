"""Lent devices that nobody uses: the list, and the question to a borrower."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import config_of, db
from assetmgr.lending.operations.asking import ask_whether_needed
from assetmgr.lending.pictures import idle
from assetmgr.lending.queries.unused import seen_at_all
from assetmgr.lending.queries.unused import unused as unused_of
from assetmgr.lending.queries.unused_lines import lines_of
from assetmgr.lending.routes.blueprint import ids, pages, way
from assetmgr.loans.queries.acts import act_or_none
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.paged import paged
from assetmgr.web.signed_in import acting, me


@pages.get("/lending/unused")
@requires(Permission.LEND)
def unused() -> ResponseReturnValue:
    """Devices without activity for as many school weeks as the institution chose."""
    found = unused_of(db.session(), ids(), today())
    part = paged(found)
    lent, seen = seen_at_all(db.session(), ids())
    return render_template(
        "lending/unused.html",
        place=in_view(),
        part=part,
        lines=lines_of(db.session(), part.rows),
        lent=lent,
        seen=seen,
        figure=idle.by_weeks(found),
        may_lend={one.id for one in mine() if me().may_in(Permission.LEND, one.id)},
        take_back=way("loans.take_back", Permission.LEND),
        many=in_view() is None,
    )


@pages.post("/lending/unused/<int:act_id>/ask")
@requires(Permission.LEND)
def ask(act_id: int) -> ResponseReturnValue:
    """Write to the borrower."""
    act = act_or_none(db.session(), act_id) or abort(404)
    here = redirect(url_for(".unused", page=request.args.get("page")))
    idle_ones = unused_of(db.session(), [act.institution_id], today(), act_id)
    if not idle_ones:
        flash(gettext("The device is in use again, or it came back."), "ok")
        return here
    (line,) = lines_of(db.session(), idle_ones)
    place = next(one for one in mine() if one.id == act.institution_id)
    try:
        with db.session().begin_nested():
            ask_whether_needed(
                db.session(),
                line,
                institution=place.name,
                address=config_of(current_app).base_url + url_for("auth.my"),
                **acting(),
            )
    except Refused as refused:
        flash(translated(refused), "amber")
        return here
    flash(gettext("The question about %(tag)s is on its way.", tag=line.asset_tag), "ok")
    return here
