"""A phone that holds up the closing, and the commission that signs the act."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.inventory.forms.commission import CommissionForm, only_rows
from assetmgr.inventory.forms.steps import ExcuseForm
from assetmgr.inventory.operations.appointing import appoint
from assetmgr.inventory.operations.signing_off import override_phone
from assetmgr.inventory.policy.scope import members
from assetmgr.inventory.queries.phones import phones_of
from assetmgr.inventory.routes.blueprint import loaded, loaded_head, pages, refusal_of
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting


@pages.route("/<int:stocktake_id>/phones/<int:phone_id>", methods=["GET", "POST"])
@requires(Permission.STOCKTAKE)
def override(stocktake_id: int, phone_id: int) -> ResponseReturnValue:
    """Let the closing not wait for a phone, by name and with a reason."""
    stocktake, head = loaded(stocktake_id), loaded_head(stocktake_id)
    known = phones_of(db.session(), stocktake_id)
    phone = next((one for one in known if one.id == phone_id), None) or abort(404)
    form = ExcuseForm()
    if form.validate_on_submit():
        said = refusal_of(
            lambda: override_phone(
                db.session(), stocktake, phone_id, form.reason.data or "", **acting()
            )
        )
        if not said:
            flash(gettext("The closing does not wait for “%(name)s”.", name=phone.name), "ok")
            return redirect(url_for(".show", stocktake_id=stocktake_id, _anchor="phones"))
        form.form_errors.append(said)
    page = render_template("inventory/override.html", form=form, head=head, phone=phone)
    return page, 422 if form.errors else 200


@pages.route("/<int:stocktake_id>/commission", methods=["GET", "POST"])
@requires(Permission.STOCKTAKE)
def commission(stocktake_id: int) -> ResponseReturnValue:
    """Say who counts and signs."""
    stocktake, head = loaded(stocktake_id), loaded_head(stocktake_id)
    form = CommissionForm(data={"commission": stocktake.commission})
    if not only_rows(request.form) and form.validate_on_submit():
        told = members(form.commission.data)
        said = refusal_of(lambda: appoint(db.session(), stocktake, told, **acting()))
        if not said:
            flash(gettext("The commission is saved."), "ok")
            return redirect(url_for(".show", stocktake_id=stocktake_id))
        form.form_errors.append(said)
    page = render_template("inventory/commission.html", form=form, head=head)
    return page, 422 if form.errors else 200
