"""Confirming, postponing, declining, taking back."""

from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.requests.forms import DeclineForm, PostponeForm
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations import asking, deciding
from assetmgr.requests.queries.one import requests_by_id
from assetmgr.requests.routes.blueprint import asked_by, load, pages
from assetmgr.requests.routes.desk import number_of
from assetmgr.requests.routes.one import USUAL, page_of
from assetmgr.web.access import requires
from assetmgr.web.addresses import borrowers_page, key_of
from assetmgr.web.clock import today
from assetmgr.web.signed_in import acting

MOST = 500
"""So many are confirmed at a time; a page shows fewer."""


@pages.post("/confirm")
@requires(Permission.LEND)
def confirm() -> ResponseReturnValue:
    """Confirm one, or all that are ticked."""
    chosen = _chosen()
    deciding.confirm(db.session(), chosen, address=borrowers_page(), **acting())
    if len(chosen) == 1:
        _tell(gettext("Confirmed: %(number)s.", number=number_of(chosen[0])), chosen[0])
    else:
        count = len(chosen)
        flash(
            ngettext("%(num)d request is confirmed.", "%(num)d requests are confirmed.", count),
            "ok",
        )
    return _back()


@pages.post("/<int:request_id>/postpone")
@requires(Permission.LEND)
def postpone(request_id: int) -> ResponseReturnValue:
    """Postpone: by two weeks at one press from the list, or until a day from its page."""
    one = load(request_id)
    if "usual" in request.form:
        return _postponed(one, today() + USUAL, None)
    form = PostponeForm()
    if form.validate_on_submit():
        try:
            return _postponed(one, form.until.data, form.words.data)
        except Refused as refused:
            form.refuse(refused)
    return page_of(one, postponing=form)


@pages.post("/<int:request_id>/decline")
@requires(Permission.LEND)
def decline(request_id: int) -> ResponseReturnValue:
    """Decline, with a reason that the borrower reads."""
    one, form = load(request_id), DeclineForm()
    if not form.validate_on_submit():
        return page_of(one, declining=form)
    deciding.decline(
        db.session(), one, form.answer.data or "", address=borrowers_page(), **acting()
    )
    _tell(gettext("Declined: %(number)s.", number=number_of(one)), one)
    return _back()


@pages.post("/<int:request_id>/undo")
@requires(Permission.LEND)
def undo(request_id: int) -> ResponseReturnValue:
    """Take a decision back."""
    one = load(request_id)
    deciding.undo(db.session(), one, **acting())
    flash(gettext("%(number)s waits for a decision again.", number=number_of(one)), "ok")
    return redirect(url_for("requests.show", request_id=request_id))


@pages.post("/<int:request_id>/withdraw")
@requires(Permission.LEND)
def withdraw(request_id: int) -> ResponseReturnValue:
    """Note that the borrower no longer wants it."""
    one = load(request_id)
    asking.withdraw(db.session(), one, asked_by(one), **acting())
    flash(gettext("Withdrawn: %(number)s.", number=number_of(one)), "ok")
    return _back()


def _chosen() -> list[LoanRequest]:
    """What was pressed, else what is ticked; 404 where one of them is a stranger's."""
    told = request.form.getlist("one") or request.form.getlist("request")
    ids = {key_of(text) for text in told}
    if not ids:
        raise Refused(N_("Tick the requests first."))
    known = {key for key in ids if key is not None}
    found = list(requests_by_id(db.session(), known)) if len(ids) <= MOST else []
    if len(found) < len(ids):
        abort(404)
    return found


def _postponed(one: LoanRequest, until: date | None, answer: str | None) -> ResponseReturnValue:
    deciding.postpone(
        db.session(),
        one,
        until or today(),
        answer,
        address=borrowers_page(),
        today=today(),
        **acting(),
    )
    _tell(gettext("Postponed: %(number)s.", number=number_of(one)), one)
    return _back()


def _tell(text: str, one: LoanRequest) -> None:
    undone = (gettext("Undo"), url_for("requests.undo", request_id=one.id))
    flash((text, undone), "ok")  # type: ignore[arg-type] # components/page.html takes pairs


def _back() -> ResponseReturnValue:
    return redirect(url_for("requests.desk"))
