"""Pages of institutions."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.web.access import requires
from assetmgr.web.addresses import local
from assetmgr.web.institution_in_view import choose

pages = Blueprint("institutions", __name__, url_prefix="/institutions")


@pages.get("/")
@requires(Permission.REGISTER_READ)
def listing() -> ResponseReturnValue:
    """The first page."""
    return render_template("institutions/listing.html")


@pages.get("/switch")
@requires(Permission.ACCOUNT)
def switch() -> ResponseReturnValue:
    """Keep the institution in view in the browser, and go back."""
    choose(request.args.get("code", ""))
    return redirect(local(request.args.get("next")))
