"""The devices that a stocktake speaks of, with the words that pages and acts show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Kind, Manufacturer, Model
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


def expected_devices(
    session: Session, stocktake_id: int, *criteria: ColumnElement[bool]
) -> dict[int, ExpectedDevice]:
    """Lines by their devices, in the order of the tags; `criteria` on StocktakeLine narrow them."""
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
        .where(StocktakeLine.stocktake_id == stocktake_id, *criteria)
        .order_by(StocktakeLine.tag_key, StocktakeLine.device_id)
    )  # fmt: skip
    return {row.device_id: ExpectedDevice(*row) for row in rows}


def model_text(session: Session, model_id: int | None) -> str:
    """How rows of a stocktake name a model: its manufacturer and name; '' for none."""
    name = session.scalar(
        select(Manufacturer.name + " " + Model.name)
        .join(Model, Model.manufacturer_id == Manufacturer.id)
        .where(Model.id == model_id)
    )
    return (name or "")[:200]
