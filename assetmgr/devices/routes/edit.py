"""Entering a device, and correcting one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Status
from assetmgr.devices.forms import DeviceForm
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device, create_device, ensure_models
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.queries import device_card, entries, kinds, model_names, rooms_of
from assetmgr.devices.routes.blueprint import loaded, now, pages, today
from assetmgr.devices.routes.choices import next_statuses, statuses_at_first
from assetmgr.devices.routes.history import told
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me


@pages.route("/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new() -> ResponseReturnValue:
    """Take a device into the register."""
    place = in_view()
    form = DeviceForm(institution=str(place.id) if place else "")
    _prepare(form, statuses_at_first())
    del form.effective_on
    if form.validate_on_submit():
        try:
            with refusing(), db.session().begin_nested():
                device = _created(form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The device %(tag)s is in the register.", tag=device.asset_tag), "ok")
            return redirect(url_for("devices.show", device_id=device.id))
    return _page(form, None)


@pages.route("/<int:device_id>/edit", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def edit(device_id: int) -> ResponseReturnValue:
    """Correct a device, or change it as of a day."""
    device = loaded(device_id)
    form = DeviceForm(data=_as_told(device))
    _prepare(form, next_statuses(device.status))
    if form.validate_on_submit() and _is_current(form, device):
        try:
            with refusing(), db.session().begin_nested():
                changed = _changed(form, device)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("Saved.") if changed else gettext("Nothing was changed."), "ok")
            return redirect(url_for("devices.show", device_id=device_id))
    return _page(form, device_id)


@pages.get("/rooms")
@requires(Permission.REGISTER_WRITE)
def rooms() -> ResponseReturnValue:
    """The rooms of ?institution= (an id), as options for a form."""
    place = request.args.get("institution", type=int)
    known = any(one.id == place for one in mine())
    found = rooms_of(db.session(), place) if place is not None and known else ()
    return render_template("devices/_rooms.html", rooms=found)


def _prepare(form: DeviceForm, statuses: list[tuple[str, str]]) -> None:
    """Offer what may be chosen, with the rooms of the institution that is chosen."""
    places = mine()
    form.offer(kinds(db.session()), places, statuses)
    place = next((one for one in places if str(one.id) == form.institution.data), None)
    form.rooms = rooms_of(db.session(), place.id) if place else ()


def _page(form: DeviceForm, device_id: int | None) -> ResponseReturnValue:
    page = render_template(
        "devices/edit.html",
        form=form,
        card=None if device_id is None else device_card(db.session(), device_id),
        models=model_names(db.session()),
    )
    return page, 422 if form.errors else 200


def _as_told(device: Device) -> dict[str, object]:
    """What stands in the form before anybody types."""
    model, room = device.model, device.room
    return {
        "asset_tag": device.asset_tag,
        "kind": str(device.kind_id),
        "manufacturer": model.manufacturer.name if model else "",
        "model": model.name if model else "",
        "institution": str(device.institution_id),
        "room": _room_label(device.institution_id, room.id) if room else "",
        "purpose": device.purpose.value,
        "status": device.status.value,
        "effective_on": today(),
        "inventory_number": device.inventory_number or "",
        "serial_number": device.serial_number or "",
        "acquired_on": device.acquired_on,
        "price_eur": "" if device.price_eur is None else f"{device.price_eur:.2f}".replace(".", ","),
        "funding": device.funding.value if device.funding else "",
        "warranty_until": device.warranty_until,
        "aue": device.aue,
        "notes": device.notes or "",
        "version": str(device.version),
    }


def _room_label(institution_id: int, room_id: int) -> str:
    found = (room.label for room in rooms_of(db.session(), institution_id) if room.id == room_id)
    return next(found, "")
