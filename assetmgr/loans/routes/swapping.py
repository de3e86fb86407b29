"""Swapping a broken device in one step, and the spares that stand in for a while."""

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Status
from assetmgr.extensions import db
from assetmgr.loans.forms.cases import SwapForm
from assetmgr.loans.models import Act
from assetmgr.loans.operations.handing_out import Made
from assetmgr.loans.operations.swapping import Swap, swap
from assetmgr.loans.queries.acts import number_of
from assetmgr.loans.queries.device import scanned
from assetmgr.loans.queries.stand_ins import stand_ins as standing_in
from assetmgr.loans.routes.blueprint import pages, readable
from assetmgr.loans.routes.life import act_href, dated, held
from assetmgr.people.queries import person_or_none
from assetmgr.people.routes.blueprint import place_or_none
from assetmgr.web.access import requires


@pages.route("/acts/<int:act_id>/swap", methods=["GET", "POST"])
@requires(Permission.LEND)
def swap_device(act_id: int) -> ResponseReturnValue:
    """Scan what takes the place of the lent device: two acts in one step."""
    act = readable(act_id)
    form = SwapForm(data=_proposed(act))
    form.offer()
    if form.validate_on_submit():
        try:
            with refusing(), db.session().begin_nested():
                made = _swap(act, form)
        except Refused as refused:
            db.session().refresh(act)
            form.refuse(refused)
        else:
            old = number_of(db.session(), act)
            text = gettext(
                "Swapped: act %(old)s ended, act %(new)s is issued.", old=old, new=made.number
            )
            flash(text, "ok")
            return redirect(act_href(made.act.id))
    page = render_template(
        "loans/swap.html",
        act=act,
        number=number_of(db.session(), act),
        person=person_or_none(db.session(), act.person_id),
        form=form,
    )
    return page, 422 if form.errors or form.form_errors else 200


@pages.get("/stand-ins")
@requires(Permission.LEND)
def stand_ins() -> ResponseReturnValue:
    """Which spares wait for which repaired devices."""
    place = place_or_none()
    if place is None:
        abort(404)
    return render_template(
        "loans/stand_ins.html", place=place, rows=standing_in(db.session(), place.id)
    )


def _proposed(act: Act) -> dict[str, object]:
    """A spare comes back whole when the repaired device takes its place again."""
    code = request.args.get("code", "")[:100]
    return {"code": code, "after": Status.AVAILABLE.value} if act.replaces_id and code else {}


def _swap(act: Act, form: SwapForm) -> Made:
    wanted = Swap(
        replacement_id=scanned(db.session(), form.code.data or ""),
        brought=form.brought,
        until_repaired=bool(form.until_repaired.data),
    )
    return swap(db.session(), wanted=wanted, **held(act), **dated())
