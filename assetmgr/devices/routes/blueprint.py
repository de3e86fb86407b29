"""The blueprint of all pages of devices, and what its views share."""

from flask import Blueprint, abort, current_app

from assetmgr.auth.codes import Permission
from assetmgr.devices.models import Device
from assetmgr.devices.queries import device_or_none
from assetmgr.extensions import db
from assetmgr.web.signed_in import me

pages = Blueprint("devices", __name__, url_prefix="/devices")


def linked(endpoint: str, permission: Permission) -> bool:
    """Whether there is such a page and the reader reaches it."""
    return endpoint in current_app.view_functions and me().may(permission)


def loaded(device_id: int) -> Device:
    """The device for a change; 404 for strangers and for one that was taken back."""
    found = device_or_none(db.session(), device_id)
    if found is None:
        abort(404)
    return found
