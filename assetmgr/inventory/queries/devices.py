"""The devices that a stocktake speaks of, with the words that pages and acts show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.institutions.models import Room
from assetmgr.inventory.codes import Condition, Decision, Result
from assetmgr.inventory.models import StocktakeLine


@dataclass(frozen=True, slots=True)
class ExpectedDevice:
    """A line: what the device was at the opening, what was decided, what the closing froze."""

    device_id: int
    tag: str
    tag_key: str
    inventory_number: str | None
    serial_number: str | None
    kind_code: str
    name_lv: str
    name_en: str
    model: str
    room_id: int | None
    site: str
    room: str
    status: Status
    decision: Decision
    note: str | None
    result: Result | None
    found_at: datetime | None
    found_by: str | None
    found_room_id: int | None
    found_room: str | None
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class OwnDevice:
    """A device of the institution that was scanned and is not expected."""

    device_id: int
    tag: str
    kind_code: str
    name_lv: str
    name_en: str
    model: str
    room: str
    status: Status


def expected_devices(session: Session, stocktake_id: int) -> dict[int, ExpectedDevice]:
    """Every line by its device, in the order of the tags."""
    rows: Any = session.execute(
        select(
            StocktakeLine.device_id, StocktakeLine.asset_tag, StocktakeLine.tag_key,
            StocktakeLine.inventory_number,
            StocktakeLine.serial_number, Kind.code, Kind.name_lv, Kind.name_en,
            StocktakeLine.model, StocktakeLine.room_id, StocktakeLine.site, StocktakeLine.room,
            StocktakeLine.status, StocktakeLine.decision, StocktakeLine.note,
            StocktakeLine.result, StocktakeLine.found_at, StocktakeLine.found_by,
            StocktakeLine.found_room_id, StocktakeLine.found_room, StocktakeLine.condition,
        )
        .join(Kind, Kind.id == StocktakeLine.kind_id)
        .where(StocktakeLine.stocktake_id == stocktake_id)
        .order_by(StocktakeLine.tag_key, StocktakeLine.device_id)
    )  # fmt: skip
    return {row.device_id: ExpectedDevice(*row) for row in rows}


def own_devices(
    session: Session, institution_id: int, ids: Collection[int]
) -> dict[int, OwnDevice]:
    """Devices of the institution by id, as the register has them now."""
    if not ids:
        return {}
    rows = session.execute(
        select(
            Device.id, Device.asset_tag, Kind.code, Kind.name_lv, Kind.name_en,
            Manufacturer.name + " " + Model.name, Room.name, Device.status,
        )
        .join(Kind, Kind.id == Device.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(Device.id.in_(ids), Device.institution_id == institution_id)
    )  # fmt: skip
    return {row[0]: _own(*row) for row in rows}


def _own(*row: Any) -> OwnDevice:
    device_id, tag, code, name_lv, name_en, model, room, status = row
    return OwnDevice(device_id, tag, code, name_lv, name_en, model or "", room or "", status)
