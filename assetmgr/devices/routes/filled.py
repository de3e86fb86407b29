"""Between the form of a device and the register: what stands in it, and what becomes of it."""

from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext

from assetmgr.devices.codes import Status
from assetmgr.devices.forms import DeviceForm
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device, create_device, ensure_models
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.queries import DeviceCard, rooms_of
from assetmgr.extensions import db
from assetmgr.web.clock import today
from assetmgr.web.signed_in import me


def as_told(card: DeviceCard) -> dict[str, Any]:
    """What stands in the form before anybody types."""
    price = "" if card.price_eur is None else f"{card.price_eur:.2f}".replace(".", ",")
    return {
        "asset_tag": card.tag,
        "kind": str(card.kind_id),
        "manufacturer": card.manufacturer,
        "model": card.model,
        "institution": str(card.institution_id),
        "room": room_label(card),
        "purpose": card.purpose.value,
        "status": card.status.value,
        "effective_on": today(),
        "inventory_number": card.inventory_number,
        "serial_number": card.serial_number,
        "acquired_on": card.acquired_on,
        "price_eur": price,
        "funding": card.funding.value if card.funding else "",
        "warranty_until": card.warranty_until,
        "aue": card.aue,
        "notes": card.notes,
        "version": str(card.version),
    }


def room_label(card: DeviceCard) -> str:
    """The device's room as a form names it; blank where it has none."""
    if card.room_id is None:
        return ""
    rooms = rooms_of(db.session(), card.institution_id)
    return next((room.label for room in rooms if room.id == card.room_id), "")


def is_current(form: DeviceForm, device: Device) -> bool:
    """Whether nobody changed the device since the form was opened; says so above the form.

    The form keeps what was typed, and is then taken to know the change.
    """
    if form.version.data == str(device.version):
        return True
    form.version.data = str(device.version)
    form.form_errors.append(
        gettext("Somebody changed this device meanwhile. Compare, then save again.")
    )
    return False


def created(form: DeviceForm) -> Device:
    """Take the device of a valid form into the register.

    Raises:
        Refused: a rule forbids it.
        IntegrityError: its tag or a number is taken.
    """
    columns = form.columns()
    status = form.status_told or (Status.IN_USE if columns["room_id"] else Status.AVAILABLE)
    facts = DeviceFacts(**columns, **_model(form), status=status)
    return create_device(
        db.session(), facts, actor=me().as_actor(), now=datetime.now(UTC), today=today()
    )


def changed(form: DeviceForm, device: Device) -> bool:
    """Bring the device to what a valid form tells; whether that changed anything.

    Raises:
        Refused: a rule forbids it, or a number is taken.
    """
    model = _model(form)
    columns = {**form.columns(), "model_id": model["model_id"]}
    if form.status_told:
        columns["status"] = form.status_told
    return change_device(
        db.session(),
        device,
        columns,
        effective=form.effective_on.data or today(),
        actor=me().as_actor(),
        now=datetime.now(UTC),
        today=today(),
        model_name=model["model_name"],
    )


def _model(form: DeviceForm) -> dict[str, Any]:
    """The model's id and its name for search; it is made where there was none of that name."""
    names = form.model_names
    if names is None:
        return {"model_id": None, "model_name": None}
    model = ensure_models(db.session(), [names])[names]
    return {"model_id": model.id, "model_name": f"{model.manufacturer.name} {model.name}"}
