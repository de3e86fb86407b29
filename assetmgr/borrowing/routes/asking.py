"""Asking for a device, and changing one's mind."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.agreements.policy.first_terms import first_terms
from assetmgr.agreements.queries.terms import current_terms
from assetmgr.auth.codes import Permission
from assetmgr.borrowing.forms import OwnAskForm
from assetmgr.borrowing.queries.own import one_request
from assetmgr.borrowing.routes.blueprint import (
    acting_as,
    own_schools,
    pages,
    person_of,
    persons,
)
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.lending.policy.kinds import CARRIED
from assetmgr.lending.queries.settings import policy_of
from assetmgr.people.models import Person
from assetmgr.requests.codes import Channel, Reason
from assetmgr.requests.operations.asking import Asked, submit, withdraw
from assetmgr.requests.queries.kinds import kinds_to_ask_for
from assetmgr.web.access import requires


@pages.route("/ask", methods=["GET", "POST"])
@requires(Permission.BORROW)
def ask() -> ResponseReturnValue:
    """Ask for a device (?kind=, ?person=: chosen already)."""
    there = [one for one in persons() if one.left_on is None]
    if not there:
        abort(404)
    chosen = request.args.get("kind", "")
    form = OwnAskForm(data={"kind": chosen, "person": request.args.get("person")})
    asking = next((one for one in there if str(one.id) == form.person.data), there[0])
    form.person.data = form.person.data or str(asking.id)
    kinds = kinds_to_ask_for(db.session(), {chosen} & CARRIED)
    form.offer(kinds, asking.role)
    form.of({one.id: own_schools()[one.institution_id].name for one in there})
    if form.validate_on_submit():
        kind = next(one for one in kinds if one.code == form.kind.data)
        asked = Asked(kind, Reason(form.reason.data), form.note.data)
        try:
            _submit(person_of(int(form.person.data)), asked)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("Your request is in the queue."), "ok")
            return redirect(url_for("borrowing.home"))
    page = render_template(
        "borrowing/ask.html",
        form=form,
        has_choice=len(there) > 1,
        terms=current_terms(db.session(), asking.institution_id)
        or first_terms(policy_of(db.session())),
    )
    return page, 422 if form.errors else 200


@pages.post("/requests/<int:request_id>/withdraw")
@requires(Permission.BORROW)
def withdraw_request(request_id: int) -> ResponseReturnValue:
    """Leave the queue."""
    one = one_request(db.session(), request_id) or abort(404)
    person = person_of(one.person_id)
    withdraw(db.session(), one, person, **acting_as(person))
    flash(gettext("You no longer stand in this queue. You may ask again at any time."), "ok")
    return redirect(url_for("borrowing.home"))


def _submit(person: Person, asked: Asked) -> None:
    with db.session().begin_nested():
        submit(db.session(), person, asked, channel=Channel.BORROWER, **acting_as(person))
