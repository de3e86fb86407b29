"""Unknown codes: what they were."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.inventory.forms.steps import CodeForm
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.operations.resolving import resolve, set_aside
from assetmgr.inventory.queries.codes import UnknownCode, photo_of, same_codes, unknown_code
from assetmgr.inventory.routes.blueprint import loaded, loaded_head, pages
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting


@pages.route("/<int:stocktake_id>/codes/<int:entry_id>", methods=["GET", "POST"])
@requires(Permission.STOCKTAKE)
def code(stocktake_id: int, entry_id: int) -> ResponseReturnValue:
    """Say which device it was, or that it was none; the same code read twice goes with it."""
    stocktake, head = loaded(stocktake_id), loaded_head(stocktake_id)
    found = unknown_code(db.session(), stocktake_id, entry_id) or abort(404)
    form = CodeForm()
    if form.validate_on_submit() and _resolved(form, stocktake, found):
        flash(gettext("The code is resolved."), "ok")
        return redirect(url_for(".show", stocktake_id=stocktake_id, _anchor="exceptions"))
    page = render_template("inventory/code.html", form=form, head=head, code=found)
    return page, 422 if form.errors else 200


@pages.get("/<int:stocktake_id>/photos/<uuid>")
@requires(Permission.REGISTER_READ)
def photo(stocktake_id: int, uuid: str) -> ResponseReturnValue:
    """The photo of what an unknown code stood on."""
    content = photo_of(db.session(), stocktake_id, uuid)
    if content is None:
        abort(404)
    return Response(content, mimetype="image/jpeg")


def _resolved(form: CodeForm, stocktake: Stocktake, found: UnknownCode) -> bool:
    """Resolve all scans of the code, or none; whether that was done, else the form says why."""
    try:
        with db.session().begin_nested():
            for entry_id in same_codes(db.session(), stocktake.id, found):
                if form.code.data:
                    resolve(db.session(), stocktake, entry_id, form.code.data, **acting())
                else:
                    set_aside(db.session(), stocktake, entry_id, form.reason.data or "", **acting())
    except Refused as refused:
        form.refuse(refused)
        return False
    return True
