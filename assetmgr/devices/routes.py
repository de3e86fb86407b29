"""Pages of devices."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.web.access import requires

pages = Blueprint("devices", __name__, url_prefix="/devices")


@pages.get("/")
@requires(Permission.REGISTER_READ)
def listing() -> ResponseReturnValue:
    """The first page."""
    return render_template("devices/listing.html")


@pages.get("/find")
@requires(Permission.REGISTER_READ)
def find() -> ResponseReturnValue:
    """Open the device whose code was scanned or typed (?code=)."""
    raise NotImplementedError
