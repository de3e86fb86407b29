"""Opening stocktakes in many institutions at once: the municipality's round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.devices.queries import kinds
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.inventory.forms.opening import RoundForm
from assetmgr.inventory.operations.opening import RoundOpened, open_round
from assetmgr.inventory.queries.foreseen import foreseen_in_all, open_in
from assetmgr.inventory.routes.blueprint import pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import mine
from assetmgr.web.signed_in import acting, me


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a round would open: institutions with something to count, and those without.

    `busy` have an open stocktake already.
    """

    places: tuple[Named, ...]
    without: tuple[Named, ...]
    busy: tuple[Named, ...]
    count: int


@pages.route("/rounds/new", methods=["GET", "POST"])
@requires(Permission.STOCKTAKE)
def new_round() -> ResponseReturnValue:
    """Choose where, what and until when; the page tells how many stocktakes and devices."""
    if not me().is_municipal:
        abort(404)
    form = _form()
    found = _foreseen(form)
    if "count" not in request.form and form.validate_on_submit():
        opened = _opened(form, found)
        if opened:
            flash(_said(opened, mine()), "ok")
            return redirect(url_for(".listing", institution=""))
    page = render_template("inventory/new_round.html", form=form, foreseen=found)
    return page, 422 if form.errors else 200


def _form() -> RoundForm:
    told = request.form if request.method == "POST" else request.args
    form = RoundForm(told, data={"title": gettext("Stocktake %(year)s", year=today().year)})
    form.offer_scope(kinds(db.session()))
    form.offer_institutions(mine())
    return form


def _foreseen(form: RoundForm) -> Foreseen:
    scope = form.scope
    places = form.chosen_places(mine())
    counts: Mapping[int, int] = {}
    if scope is not None and places:
        counts = foreseen_in_all(db.session(), scope, datetime.now(UTC))
    counted = tuple(place for place in places if place.id in counts)
    busy = open_in(db.session(), [place.id for place in counted]) if counted else ()
    return Foreseen(
        counted,
        tuple(place for place in places if place.id not in counts) if counts else (),
        tuple(place for place in counted if place.id in busy),
        sum(counts[place.id] for place in counted),
    )


def _opened(form: RoundForm, found: Foreseen) -> RoundOpened | None:
    """The round of a valid form; None where the form says why not."""
    scope = form.scope
    if scope is None or (found.count and form.shown.data != str(found.count)):
        form.form_errors.append(
            gettext("Your choice changed the number of devices. Look at it, then press once more.")
        )
        return None
    try:
        return open_round(
            db.session(),
            [place.id for place in found.places],
            title=form.title.data or "",
            kinds=scope.kinds,
            doubtful_days=scope.doubtful_days,
            due_on=form.due_on.data,
            **acting(),
        )
    except Refused as refused:
        form.refuse(refused)
        return None


def _said(opened: RoundOpened, places: Sequence[Named]) -> str:
    said = str(
        ngettext("%(num)d stocktake is open.", "%(num)d stocktakes are open.", len(opened.opened))
    )
    names = [place.short_name for place in places if place.id in opened.without]
    if names:
        said += " " + gettext("Nothing to count at: %(names)s.", names=", ".join(names))
    return said
