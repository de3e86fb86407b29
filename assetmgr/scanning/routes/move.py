"""'Move it here': a scanned device is put into the room in which it was found."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.audit.actor import Via
from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.devices.routes.blueprint import loaded
from assetmgr.extensions import db
from assetmgr.scanning.forms import MoveForm
from assetmgr.scanning.queries import Place
from assetmgr.scanning.routes.blueprint import answer, loaded_place, now, pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import me


@pages.post("/move")
@requires(Permission.REGISTER_WRITE)
def move() -> ResponseReturnValue:
    """Put the device into the place's room, as of today."""
    form = MoveForm()
    device = loaded(form.device_id())
    place = loaded_place(form.room_id() or 0)
    try:
        with refusing(), db.session().begin_nested():
            _put(device, place)
    except Refused as refused:
        return answer(place, error=translated(refused)), 422
    said = gettext("%(tag)s is in %(room)s now.", tag=device.asset_tag, room=place.name)
    return answer(place, said=said)


def _put(device: Device, place: Place) -> None:
    change_device(
        db.session(),
        device,
        {"institution_id": place.institution_id, "room_id": place.id},
        effective=today(),
        actor=me().as_actor(Via.SCAN),
        now=now(),
        today=today(),
    )
