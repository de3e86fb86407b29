"""Signing in with the school's account: out to the provider, back, and signing out of it."""

from datetime import UTC, datetime
from typing import Final

import structlog
from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from assetmgr.auth.oidc import pending
from assetmgr.auth.oidc.client import Provider, providers
from assetmgr.auth.oidc.reasons import Reason, SignInFailedError
from assetmgr.auth.oidc.words import FAILURES
from assetmgr.auth.queries import Person, known_by_email
from assetmgr.auth.routes.blueprint import pages
from assetmgr.auth.routes.entering import enter
from assetmgr.db.scope import system_scope
from assetmgr.extensions import config_of, db, limiter
from assetmgr.web.access import public
from assetmgr.web.addresses import local

A_MINUTE: Final = 300
"""Requests from one address: a whole school stands behind one."""
_log = structlog.get_logger()


@pages.get("/sign-in/<provider>")
@public
@limiter.limit(f"{A_MINUTE}/minute")
def oidc_begin(provider: str) -> ResponseReturnValue:
    """Send the browser to the provider; a link, as the content policy lets no form lead away."""
    chosen = _provider(provider)
    if current_user.is_authenticated:
        return redirect(url_for("auth.root"))
    way_on = local(request.args.get("next"), url_for("auth.root"))
    try:
        begun = chosen.begin(_address(url_for("auth.oidc_callback", provider=provider)))
    except SignInFailedError as failed:
        return _failed(provider, failed)
    pending.keep(provider, begun, way_on, datetime.now(UTC))
    return redirect(begun.address)


@pages.get("/sign-in/<provider>/callback")
@public
@limiter.limit(f"{A_MINUTE}/minute")
def oidc_callback(provider: str) -> ResponseReturnValue:
    """The way back from the provider: somebody known is signed in, anybody else is told why not."""
    chosen = _provider(provider)
    try:
        begun = pending.take(provider, request.args.get("state", ""), datetime.now(UTC))
        known = _known(_vouched(chosen, provider, begun["nonce"], begun["verifier"]))
    except SignInFailedError as failed:
        return _failed(provider, failed)
    enter(known, came_by=provider)
    return redirect(begun["way_on"])


@pages.get("/signed-out/<provider>")
@public
@limiter.limit(f"{A_MINUTE}/minute")
def signed_out(provider: str) -> ResponseReturnValue:
    """Lead on to the provider's own sign-out, or say where it is.

    It is a page with a Refresh, not a redirect: the content policy lets the sign-out's form lead
    to no other site.
    """
    chosen = _provider(provider)
    onward = chosen.sign_out_address(_address(url_for("auth.sign_in")))
    page = render_template(
        "auth/signed_out.html",
        name=chosen.name,
        onward=onward,
        page=chosen.sign_out_page(),
    )
    return page, {"Refresh": f"1; url={onward}"} if onward else {}


def _provider(name: str) -> Provider:
    """The configured provider, else 404."""
    return providers(current_app).get(name) or abort(404)


def _address(path: str) -> str:
    """A path as the provider has it registered: the host is never taken from the request."""
    return f"{config_of(current_app).base_url}{path}"


def _vouched(chosen: Provider, provider: str, nonce: str, verifier: str) -> str:
    if request.args.get("error"):
        raise SignInFailedError(Reason.CANCELLED)
    return chosen.finish(
        request.args.get("code", ""),
        redirect_uri=_address(url_for("auth.oidc_callback", provider=provider)),
        nonce=nonce,
        verifier=verifier,
        now=datetime.now(UTC),
    )


def _known(email: str) -> Person:
    with system_scope(db.session(), reason="nobody is signed in yet"):
        found = known_by_email(db.session(), email)
    if found is None:
        raise SignInFailedError(Reason.UNKNOWN)
    return found


def _failed(provider: str, failed: SignInFailedError) -> ResponseReturnValue:
    """Say what happened; the log gets the reason, and nothing of a person or an answer."""
    _log.warning("sign_in_failed", provider=provider, reason=failed.reason, detail=failed.detail)
    g.is_error_page = True
    words = FAILURES[failed.reason]
    # Without the choice of language: it would lead to this address again, which holds a used code.
    page = render_template("auth/oidc_failed.html", words=words, provider=provider, languages=None)
    return page, words.status
