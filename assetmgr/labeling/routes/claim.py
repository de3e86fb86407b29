"""A blank code was scanned: give it to a device that is there, or enter a new one with it."""

from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.queries import device_or_none
from assetmgr.extensions import db
from assetmgr.labeling.models import BlankCode
from assetmgr.labeling.operations.blanks import put_on
from assetmgr.labeling.queries.blanks import blank_by_code, candidates
from assetmgr.labeling.routes.blueprint import now, pages
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import me
from labels.spec import tag_from_scan

LONGEST: Final = 400
"""Characters of a scanned address."""


@pages.get("/claim/<path:blank>")
@requires(Permission.REGISTER_READ)
def claim(blank: str) -> ResponseReturnValue:
    """What can be done with the code; ?find= looks for the device that it is to be put on."""
    found = _load(blank)
    if found.device_id is not None:
        return redirect(url_for("devices.show", device_id=found.device_id))
    return _page(found)


@pages.post("/claim/<path:blank>")
@requires(Permission.REGISTER_WRITE)
def put(blank: str) -> ResponseReturnValue:
    """Make the code the tag of the device in `device` (its id)."""
    found = _load(blank)
    device = device_or_none(db.session(), key_of(request.form.get("device", "")) or 0)
    if device is None:
        return _page(found, gettext("Choose a device of the list.")), 422
    try:
        with refusing(), db.session().begin_nested():
            put_on(db.session(), found, device, actor=me().as_actor(), now=now(), today=today())
    except Refused as refused:
        db.session().refresh(found)
        return _page(found, translated(refused)), 422
    flash(gettext("The code %(code)s is on this device now.", code=device.asset_tag), "ok")
    return redirect(url_for("devices.show", device_id=device.id))


def _load(code: str) -> BlankCode:
    return blank_by_code(db.session(), code) or abort(404)


def _page(blank: BlankCode, error: str | None = None) -> str:
    text = tag_from_scan(request.args.get("find", "")[:LONGEST])
    return render_template(
        "labeling/claim.html",
        blank=blank,
        find=text,
        found=candidates(db.session(), blank.institution_id, text),
        error=error,
        may_write=me().may_in(Permission.REGISTER_WRITE, blank.institution_id),
    )
