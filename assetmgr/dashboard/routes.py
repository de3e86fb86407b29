"""Pages of dashboard."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.web.access import requires

pages = Blueprint("dashboard", __name__, url_prefix="/dashboard")


@pages.get("/")
@requires(Permission.REGISTER_READ)
def home() -> ResponseReturnValue:
    """The first page."""
    return render_template("dashboard/home.html")
