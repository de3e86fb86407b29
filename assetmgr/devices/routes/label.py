"""Where a label's QR code leads: the device for its people, whose it is for a finder."""

from flask import redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from assetmgr.auth.codes import Permission
from assetmgr.db.scope import set_scope
from assetmgr.devices.queries import found_by_id, owner_of
from assetmgr.devices.routes import read
from assetmgr.devices.routes.blueprint import pages
from assetmgr.extensions import db, limiter
from assetmgr.labeling.queries.blanks import blank_by_code, blank_owner
from assetmgr.web.access import public


def _is_known() -> bool:
    return bool(current_user.is_authenticated)


@public
@limiter.limit("30/minute", exempt_when=_is_known)
def label(tag: str) -> ResponseReturnValue:
    """Open the device of this tag, or say whose it is and how to hand it in.

    A blank code of the reader's institution opens the page that puts it on a device.
    """
    known = _enter_scope()
    owner = owner_of(db.session(), tag)
    if known and owner is not None and found_by_id(db.session(), owner.device_id):
        read.remember(owner.device_id)
        return redirect(url_for("devices.show", device_id=owner.device_id))
    if owner is None and known and blank_by_code(db.session(), tag):
        return redirect(url_for("labeling.claim", blank=tag))
    return render_template("devices/found.html", owner=owner or blank_owner(db.session(), tag))


def _enter_scope() -> bool:
    """Give the session the scope of a reader of the register, if one is signed in."""
    if not current_user.is_authenticated or not current_user.may(Permission.REGISTER_READ):
        return False
    set_scope(db.session(), current_user.scope_for(Permission.REGISTER_READ))
    return True


@pages.record
def _add_label(state: BlueprintSetupState) -> None:
    """Bind the page outside /devices: labels carry its address, short and in capitals."""
    for letter in "Dd":
        state.app.add_url_rule(f"/{letter}/<path:tag>", "devices.label", label, methods=["GET"])
