"""The filtered device list as a file that import reads back."""

from flask import request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries import kinds
from assetmgr.devices.queries.filters import criteria
from assetmgr.devices.routes.asked import asked_for
from assetmgr.devices.routes.blueprint import pages
from assetmgr.exchange.devices.export import device_rows
from assetmgr.exchange.devices.shape import SHAPE
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.download import Sheet, attachment
from assetmgr.web.institution_in_view import in_view, mine


@pages.get("/list.<any(csv, xlsx):file_format>")
@requires(Permission.EXCHANGE)
def download(file_format: str) -> ResponseReturnValue:
    """Every device that passes the list's filters, all columns of the device file."""
    session, place = db.session(), in_view()
    asked = asked_for(request.args, kinds(session), mine(), place)
    rows = device_rows(
        session, place.id if place else None, criteria(session, asked.wanted, today())
    )
    return attachment(Sheet("devices", SHAPE.columns, rows), file_format)
