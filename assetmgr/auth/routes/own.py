"""What belongs to whoever is signed in: the first page, the language, the way out."""

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from assetmgr.auth.codes import Permission
from assetmgr.auth.oidc.client import providers
from assetmgr.auth.routes.blueprint import pages
from assetmgr.auth.routes.entering import CAME_BY, leave
from assetmgr.web.access import public, requires
from assetmgr.web.addresses import local
from assetmgr.web.locale import LOCALES


@pages.get("/")
@requires(Permission.ACCOUNT)
def root() -> ResponseReturnValue:
    """The first page of whoever is signed in."""
    own = "borrowing.home" if current_user.is_borrower_only else "dashboard.home"
    return redirect(url_for(own))


@pages.post("/sign-out")
@requires(Permission.ACCOUNT)
def sign_out() -> ResponseReturnValue:
    """End this sitting, and say how to sign out of the provider that one came by."""
    came_by = session.get(CAME_BY)
    chosen = session.get("locale")
    leave()
    if came_by not in providers(current_app):
        return redirect(url_for("auth.sign_in"))
    session["locale"] = chosen  # for the page that says what is left to do
    return redirect(url_for("auth.signed_out", provider=came_by))


@pages.get("/language/<code>")
@public
def language(code: str) -> ResponseReturnValue:
    """Choose the language in this browser."""
    if code in LOCALES:
        session["locale"] = code
    return redirect(local(request.args.get("next")))


@pages.get("/my-page")
@requires(Permission.BORROW)
def my() -> ResponseReturnValue:
    """Where a borrower's own page once was."""
    return redirect(url_for("borrowing.home"))
