"""Opening a stocktake of one institution."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.devices.queries import kinds, rooms_of
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.institutions.queries.profile import sites_of
from assetmgr.inventory.forms.commission import only_rows
from assetmgr.inventory.forms.opening import OpeningForm
from assetmgr.inventory.operations.opening import Opened, open_stocktake
from assetmgr.inventory.policy.scope import members
from assetmgr.inventory.queries.foreseen import Foreseen, foreseen
from assetmgr.inventory.routes.blueprint import pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import acting, me


@pages.route("/new", methods=["GET", "POST"])
@requires(Permission.STOCKTAKE)
def new() -> ResponseReturnValue:
    """Choose what is counted and by whom; the page tells how many devices that is."""
    place = in_view()
    if place is None:
        return render_template(
            "inventory/where.html",
            what=gettext("Open a stocktake"),
            places=mine(),
            is_municipal=me().is_municipal,
        )
    form = _form(place)
    asks_only = only_rows(request.form) or "count" in request.form
    if not asks_only and form.validate_on_submit():
        opened = _opened(form, place)
        if opened:
            flash(gettext("The stocktake is open. Phones may join it now."), "ok")
            return redirect(url_for(".show", stocktake_id=opened.stocktake.id))
    page = render_template(
        "inventory/new.html", form=form, place=place, places=mine(), foreseen=_foreseen(form, place)
    )
    return page, 422 if form.errors else 200


def _form(place: Named) -> OpeningForm:
    """The form as it was sent, or as the address proposes it."""
    told = request.form if request.method == "POST" else request.args
    form = OpeningForm(told, data={"title": gettext("Stocktake %(year)s", year=today().year)})
    form.offer_places(
        [(site.id, site.name) for site in sites_of(db.session(), place.id)],
        [(room.id, room.label) for room in rooms_of(db.session(), place.id)],
    )
    form.offer_scope(kinds(db.session()))
    return form


def _foreseen(form: OpeningForm, place: Named) -> Foreseen:
    scope = form.scope
    if scope is None:
        return Foreseen(0)
    return foreseen(db.session(), place.id, scope, datetime.now(UTC))


def _opened(form: OpeningForm, place: Named) -> Opened | None:
    """The stocktake of a valid form; None where the form says why not.

    Nothing is opened with another number of devices than the page told.
    """
    count, scope = _foreseen(form, place).count, form.scope
    if scope is None or (count and form.shown.data != str(count)):
        form.form_errors.append(
            gettext("Your choice changed the number of devices. Look at it, then press once more.")
        )
        return None
    try:
        return open_stocktake(
            db.session(),
            place.id,
            title=form.title.data or "",
            scope=scope,
            commission=members(form.commission.data),
            **acting(),
        )
    except Refused as refused:
        form.refuse(refused)
        return None
