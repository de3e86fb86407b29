"""Telling of a loan: a wish to keep it longer, a fault, a loss."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.borrowing.forms import LongerForm, ReportForm
from assetmgr.borrowing.queries.own import Loan
from assetmgr.borrowing.routes.blueprint import acting_as, load, own_schools, pages, person_of
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.loans.codes import CaseKind
from assetmgr.loans.operations.asking_longer import ask_longer
from assetmgr.loans.operations.reporting import report_case
from assetmgr.requests.codes import Channel
from assetmgr.web.access import requires
from assetmgr.web.clock import today


@pages.route("/acts/<int:act_id>/longer", methods=["GET", "POST"])
@requires(Permission.BORROW)
def longer(act_id: int) -> ResponseReturnValue:
    """Ask to keep a device longer."""
    one, form = load(act_id), LongerForm()
    if form.validate_on_submit():
        try:
            _ask(one, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The school has your question. You will see the answer here."), "ok")
            return redirect(url_for("borrowing.home"))
    page = render_template("borrowing/longer.html", one=one, form=form)
    return page, 422 if form.errors else 200


@pages.route("/acts/<int:act_id>/report", methods=["GET", "POST"])
@requires(Permission.BORROW)
def report(act_id: int) -> ResponseReturnValue:
    """Tell of a fault, a loss or a theft."""
    one, form = load(act_id), ReportForm()
    if form.validate_on_submit():
        try:
            _tell(one, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("Thank you for telling. The school will get in touch."), "ok")
            return redirect(url_for("borrowing.loan", act_id=act_id))
    page = render_template(
        "borrowing/report.html",
        one=one,
        form=form,
        school=own_schools()[one.act.institution_id],
    )
    return page, 422 if form.errors else 200


def _ask(one: Loan, form: LongerForm) -> None:
    who = acting_as(person_of(one.act.person_id))
    with db.session().begin_nested():
        ask_longer(
            db.session(),
            one.act,
            form.wanted_until.data or today(),
            form.note.data,
            today=today(),
            **who,
        )


def _tell(one: Loan, form: ReportForm) -> None:
    who = acting_as(person_of(one.act.person_id))
    kind, told = CaseKind(form.kind.data), form.told.data or ""
    report_case(db.session(), one.act, kind, told, Channel.BORROWER, **who)
