"""From a scanned or typed code to the device."""

from typing import Final

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries import by_code, found_by_id
from assetmgr.devices.routes.blueprint import pages
from assetmgr.extensions import db
from assetmgr.web.access import requires
from labels.spec import tag_from_scan

LAST: Final = "last_scanned"
LONGEST: Final = 400


@pages.get("/scan")
@requires(Permission.REGISTER_READ)
def scan() -> ResponseReturnValue:
    """One large box for a code, and the device that was found last."""
    last = session.get(LAST)
    found = found_by_id(db.session(), last) if isinstance(last, int) else None
    return render_template("devices/scan.html", last=found)


@pages.get("/find")
@requires(Permission.REGISTER_READ)
def find() -> ResponseReturnValue:
    """Open the device whose code was scanned or typed (?code=, a label's address or a tag)."""
    code = tag_from_scan(request.args.get("code", "")[:LONGEST])
    if not code:
        return redirect(url_for("devices.scan"))
    found = by_code(db.session(), code)
    if len(found) == 1:
        session[LAST] = found[0].id
        return redirect(url_for("devices.show", device_id=found[0].id))
    return render_template("devices/find.html", code=code, found=found)
