"""From a scanned or typed code to the device."""

from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries import by_code
from assetmgr.devices.routes import read
from assetmgr.devices.routes.blueprint import pages
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.signed_in import me
from labels.spec import tag_from_scan

LONGEST: Final = 400


@pages.get("/scan")
@requires(Permission.REGISTER_READ)
def scan() -> ResponseReturnValue:
    """Where scanning was; it has pages of its own now."""
    return redirect(url_for("scanning.scan" if me().may(Permission.COUNT) else ".listing"))


@pages.get("/find")
@requires(Permission.REGISTER_READ)
def find() -> ResponseReturnValue:
    """Open the device whose code was scanned or typed (?code=, a label's address or a tag)."""
    told = request.args.get("code", "")[:LONGEST].strip()
    code = tag_from_scan(told)
    if not code:
        return scan()
    found = by_code(db.session(), code)
    if len(found) == 1:
        if told != code:  # a label's address, which nobody types
            read.remember(found[0].id)
        return redirect(url_for("devices.show", device_id=found[0].id))
    return render_template("devices/find.html", code=code, found=found)
