"""Signing in by e-mail and password, and setting one."""

from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from assetmgr.auth.forms import PasswordForm, SignInForm
from assetmgr.auth.oidc.client import providers
from assetmgr.auth.operations import authenticate, redeem_token
from assetmgr.auth.queries import Person, person
from assetmgr.auth.routes.blueprint import pages
from assetmgr.auth.routes.entering import enter
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.extensions import db, limiter
from assetmgr.web.access import public
from assetmgr.web.addresses import local


@pages.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit("30/minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in by e-mail and password, or choose the provider of the school's account."""
    if current_user.is_authenticated:
        return redirect(url_for("auth.root"))
    form = SignInForm()
    if form.validate_on_submit():
        try:
            found = _authenticated(form.email.data or "", form.password.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            if found is not None:
                enter(found)
                return redirect(local(request.args.get("next"), url_for("auth.root")))
            form.form_errors.append(gettext("The e-mail or the password is wrong."))
    # A refused attempt is answered with 200: it is kept, and an error status would undo it.
    return render_template(
        "auth/sign_in.html",
        form=form,
        providers=[(name, one.preset.button) for name, one in providers(current_app).items()],
        way_on=local(request.args.get("next"), "") or None,
    )


def _authenticated(email: str, password: str) -> Person | None:
    with system_scope(db.session(), reason="nobody is signed in yet"):
        user = authenticate(db.session(), email, password, datetime.now(UTC))
        return person(db.session(), user.id) if user else None


@pages.route("/password/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute", methods=["POST"])
def set_password(token: str) -> ResponseReturnValue:
    """Set a password by a one-time link."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            with system_scope(db.session(), reason="the link's owner is not signed in yet"):
                redeem_token(db.session(), token, form.password.data or "", datetime.now(UTC))
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The password is set. Sign in with it."), "ok")
            return redirect(url_for("auth.sign_in"))
    return render_template("auth/password.html", form=form)
