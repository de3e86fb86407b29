"""Signing in with a printed one-time code."""

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from assetmgr.auth.queries import borrower
from assetmgr.auth.routes.entering import enter
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.extensions import db, limiter
from assetmgr.people.forms.small import CodeForm
from assetmgr.people.operations.sign_in_codes import redeem
from assetmgr.people.routes.blueprint import pages
from assetmgr.web.access import public


@pages.route("/sign-in/code", methods=["GET", "POST"])
@public
@limiter.limit("120/minute", methods=["POST"])
def sign_in_by_code() -> ResponseReturnValue:
    """Type the code; whoever it was printed for comes to the own page."""
    if current_user.is_authenticated:
        return redirect(url_for("auth.root"))
    form = CodeForm()
    if form.validate_on_submit():
        try:
            _enter(form.code.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("borrowing.home"))
    # A refused attempt is answered with 200: it is kept, and an error status would undo it.
    return render_template("people/sign_in.html", form=form)


def _enter(text: str) -> None:
    """Sign in whoever the code was printed for, in a session of their own.

    Raises:
        Refused: the code lets nobody in.
    """
    address, now = request.remote_addr or "", datetime.now(UTC)
    with system_scope(db.session(), reason="nobody is signed in yet"):
        person_id = redeem(db.session(), text, address=address, now=now)
        found = borrower(db.session(), person_id, alone=True)
    if found is not None:
        enter(found)
