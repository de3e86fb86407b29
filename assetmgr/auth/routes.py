"""Signing in and out, the language, setting a password."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user

from assetmgr.auth.codes import Permission
from assetmgr.auth.forms import PasswordForm, SignInForm
from assetmgr.auth.models import User
from assetmgr.auth.operations import authenticate, redeem_token
from assetmgr.auth.queries import person
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.extensions import db, limiter
from assetmgr.web.access import public, requires
from assetmgr.web.addresses import local
from assetmgr.web.locale import LOCALES
from assetmgr.web.signed_in import SignedIn

pages = Blueprint("auth", __name__)


@pages.get("/")
@requires(Permission.ACCOUNT)
def root() -> ResponseReturnValue:
    """The first page of whoever is signed in."""
    return redirect(url_for("auth.my" if current_user.is_borrower_only else "dashboard.home"))


@pages.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit("30/minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in by e-mail and password."""
    if current_user.is_authenticated:
        return redirect(url_for("auth.root"))
    form = SignInForm()
    if form.validate_on_submit():
        try:
            user = _authenticated(form.email.data or "", form.password.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            if user is not None:
                return _enter(user)
            form.form_errors.append(gettext("The e-mail or the password is wrong."))
    # A refused attempt is answered with 200: it is kept, and an error status would undo it.
    return render_template("auth/sign_in.html", form=form)


def _authenticated(email: str, password: str) -> User | None:
    with system_scope(db.session(), reason="nobody is signed in yet"):
        return authenticate(db.session(), email, password, datetime.now(UTC))


def _enter(user: User) -> ResponseReturnValue:
    with system_scope(db.session(), reason="who is signed in"):
        found = person(db.session(), user.id)
    if found is not None:
        chosen = session.get("locale")
        session.clear()  # nothing of whoever sat here before stays, but for the language
        session["locale"] = chosen
        login_user(SignedIn(found))
    return redirect(local(request.args.get("next"), url_for("auth.root")))


@pages.post("/sign-out")
@requires(Permission.ACCOUNT)
def sign_out() -> ResponseReturnValue:
    """Sign out of this browser."""
    logout_user()
    session.clear()
    return redirect(url_for("auth.sign_in"))


@pages.get("/language/<code>")
@public
def language(code: str) -> ResponseReturnValue:
    """Choose the language in this browser."""
    if code in LOCALES:
        session["locale"] = code
    return redirect(local(request.args.get("next")))


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


@pages.get("/my")
@requires(Permission.BORROW)
def my() -> ResponseReturnValue:
    """A borrower's own page."""
    return render_template("auth/my.html", name=current_user.name)
