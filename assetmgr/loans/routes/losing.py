"""A lent device is lost or stolen, or found again."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.extensions import db
from assetmgr.loans.codes import ActStatus, CaseKind
from assetmgr.loans.forms.cases import LossForm, sent_file
from assetmgr.loans.models import Act
from assetmgr.loans.operations.losing import note_found, note_loss, undo_loss
from assetmgr.loans.queries.acts import number_of
from assetmgr.loans.queries.cases import cases_of_act
from assetmgr.loans.routes.blueprint import pages, readable
from assetmgr.loans.routes.life import dated, done, held
from assetmgr.web.access import requires


@pages.route("/acts/<int:act_id>/lose", methods=["GET", "POST"])
@requires(Permission.LEND)
def lose(act_id: int) -> ResponseReturnValue:
    """Note that the device is lost or stolen; a lost one may turn out to be stolen."""
    act, form = readable(act_id), LossForm()
    form.offer()
    if act.status is ActStatus.LOST:
        form.kind.data = CaseKind.THEFT.value
    if form.validate_on_submit():
        try:
            with refusing(), db.session().begin_nested():
                case_id = _note(act, form)
        except Refused as refused:
            db.session().refresh(act)
            form.refuse(refused)
        else:
            flash(gettext("It is noted; the case waits for a decision."), "ok")
            return redirect(url_for(".case", case_id=case_id))
    page = render_template(
        "loans/lose.html", act=act, number=number_of(db.session(), act), form=form
    )
    return page, 422 if form.errors or form.form_errors else 200


@pages.post("/acts/<int:act_id>/confirm-loss")
@requires(Permission.LEND)
def confirm_loss(act_id: int) -> ResponseReturnValue:
    """The desk confirms in one press what the borrower reported."""
    act = readable(act_id)
    reported = [one for one in cases_of_act(db.session(), act_id) if one.closed_at is None]
    kind = next((one.kind for one in reported if one.kind is CaseKind.THEFT), CaseKind.LOSS)
    if done(lambda: note_loss(db.session(), kind=kind, told=None, **held(act), **dated())):
        flash(gettext("It is noted; the case waits for a decision."), "ok")
    return _back(act_id)


@pages.post("/acts/<int:act_id>/undo-loss")
@requires(Permission.LEND)
def undo_lost(act_id: int) -> ResponseReturnValue:
    """Take back a loss of the last 15 minutes."""
    act = readable(act_id)
    if done(lambda: undo_loss(db.session(), **held(act), **dated())):
        flash(gettext("The loss is taken back; the device is lent as before."), "ok")
    return _back(act_id)


@pages.post("/acts/<int:act_id>/found")
@requires(Permission.LEND)
def found_again(act_id: int) -> ResponseReturnValue:
    """The device is here again."""
    act = readable(act_id)
    if done(lambda: note_found(db.session(), **held(act), **dated())):
        flash(gettext("The device is available again; what was open is closed."), "ok")
    return _back(act_id)


def _note(act: Act, form: LossForm) -> int:
    told: dict[str, Any] = {**held(act), **dated(), "paper": sent_file(form.paper)}
    kind = CaseKind(form.kind.data)
    return note_loss(db.session(), kind=kind, told=form.told.data or None, **told).id


def _back(act_id: int) -> ResponseReturnValue:
    """The newest case of the act, else the list."""
    known = cases_of_act(db.session(), act_id)
    if known:
        return redirect(url_for(".case", case_id=known[-1].id))
    return redirect(url_for(".cases"))
