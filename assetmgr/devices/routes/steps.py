"""One step in a device's life: another status, another place, or taken back as a wrong entry."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Status
from assetmgr.devices.forms import MoveForm, StatusForm, VoidForm
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device, void_device
from assetmgr.devices.queries import DeviceCard, NamedRoom, device_card, room_named, rooms_of
from assetmgr.devices.routes import choices
from assetmgr.devices.routes.blueprint import loaded, pages
from assetmgr.devices.routes.filled import room_label
from assetmgr.devices.routes.held import HeldTold, in_the_way
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.forms import Form
from assetmgr.web.institution_in_view import mine
from assetmgr.web.signed_in import me
from assetmgr.web.words import word


@pages.route("/<int:device_id>/status", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def status(device_id: int) -> ResponseReturnValue:
    """Set a status that may follow."""
    device, card = loaded(device_id), _card(device_id)
    form = StatusForm(data={"effective_on": today()})
    held = in_the_way(card)
    form.status.choices = [] if held else choices.following(card.status)
    if form.validate_on_submit():
        new = Status(form.status.data)
        if _set(form, device, {"status": new}):
            said = gettext("%(tag)s: %(status)s.", tag=card.tag, status=word(new))
            return _done(device_id, said)
    return _page("devices/status.html", form, card, held)


@pages.route("/<int:device_id>/move", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def move(device_id: int) -> ResponseReturnValue:
    """Put the device into another room, or give it to another institution."""
    device, card = loaded(device_id), _card(device_id)
    form = MoveForm(
        data={
            "institution": str(card.institution_id),
            "room": room_label(card),
            "effective_on": today(),
        }
    )
    held = in_the_way(card)
    places = [place for place in mine() if not held or place.id == card.institution_id]
    form.institution.choices = [(str(place.id), place.short_name) for place in places]
    form.rooms = _rooms(form)
    if form.validate_on_submit():
        room = room_named(form.rooms, form.room.data or "")
        place = {"institution_id": int(form.institution.data), "room_id": room.id if room else None}
        if _set(form, device, place):
            here = _card(device_id)
            if (here.institution_id, here.room_id) == tuple(place.values()):
                return _done(device_id, gettext("%(tag)s was moved.", tag=card.tag))
            said = gettext("Its place changed again later, so where it is today stays.")
            return _done(device_id, said, "amber")
    return _page("devices/move.html", form, card, held)


@pages.route("/<int:device_id>/void", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def void(device_id: int) -> ResponseReturnValue:
    """Take the device back: it was entered by mistake."""
    device, card = loaded(device_id), _card(device_id)
    form = VoidForm()
    if form.validate_on_submit():
        try:
            with refusing(), db.session().begin_nested():
                void_device(db.session(), device, actor=me().as_actor(), now=datetime.now(UTC))
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("%(tag)s was taken back and counts nowhere.", tag=card.tag), "ok")
            return redirect(url_for("devices.listing"))
    return _page("devices/void.html", form, card, in_the_way(card))


def _card(device_id: int) -> DeviceCard:
    return device_card(db.session(), device_id) or abort(404)


def _rooms(form: MoveForm) -> tuple[NamedRoom, ...]:
    place = next((one for one in mine() if str(one.id) == form.institution.data), None)
    return rooms_of(db.session(), place.id) if place else ()


def _set(form: StatusForm | MoveForm, device: Device, values: Mapping[str, Any]) -> bool:
    """Change the device as of the form's day; whether that was done, else the form says why."""
    try:
        with refusing(), db.session().begin_nested():
            change_device(
                db.session(),
                device,
                values,
                effective=form.effective_on.data or today(),
                actor=me().as_actor(),
                now=datetime.now(UTC),
                today=today(),
            )
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def _done(device_id: int, said: str, tone: str = "ok") -> ResponseReturnValue:
    flash(said, tone)
    return redirect(url_for("devices.show", device_id=device_id))


def _page(
    template: str, form: Form, card: DeviceCard, held: HeldTold | None
) -> ResponseReturnValue:
    page = render_template(template, form=form, card=card, held=held)
    return page, 422 if form.errors else 200
