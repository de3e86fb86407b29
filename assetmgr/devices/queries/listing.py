"""The device list: one page of rows by key, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.models import Device, Manufacturer, Model
from assetmgr.devices.queries.filters import criteria
from assetmgr.devices.queries.keyset import Cursor, Key, packed
from assetmgr.devices.queries.wanted import Order, SortBy, Wanted
from assetmgr.institutions.models import Room

ROWS: Final = 50
COUNTED: Final = 10_000
"""Counting stops here: nobody reads further, and a million rows would take their time."""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device as the list shows it."""

    id: int
    tag: str
    kind_id: int
    institution_id: int
    purpose: Purpose
    status: Status
    acquired_on: date | None
    serial_number: str | None
    inventory_number: str | None
    price_eur: Decimal | None
    funding: Funding | None
    warranty_until: date | None
    aue: date | None
    manufacturer: str | None
    model: str | None
    room: str | None


@dataclass(frozen=True, slots=True)
class DevicePage:
    """Rows in order, the number of all (up to `COUNTED` + 1), the neighbours' keys or None."""

    rows: tuple[DeviceRow, ...]
    count: int
    previous: str | None
    following: str | None


def sort_key(by: SortBy, institutions: Sequence[int]) -> Key:
    """What a sort compares; `institutions` are ids in the order in which they shall stand."""
    match by:
        case SortBy.TAG:
            return Key(Device.tag_key, Device.id, str, int)
        case SortBy.ACQUIRED:
            return Key(Device.acquired_on, Device.id, date, int, nullable=True)
        case SortBy.MODEL:
            name = func.coalesce(Manufacturer.key + " " + Model.key, "")
            return Key(name, Device.tag_key, str, str)
        case SortBy.STATUS:
            places = {status.value: place for place, status in enumerate(Status)}
            return Key(case(places, value=Device.status), Device.tag_key, int, str)
        case SortBy.INSTITUTION:
            ranks = {key: place for place, key in enumerate(institutions)}
            return Key(case(ranks, value=Device.institution_id), Device.tag_key, int, str)


def device_page(
    session: Session, wanted: Wanted, order: Order, key: Key, today: date
) -> DevicePage:
    """One page of the list, in one statement (two more where lives are compared).

    Args:
        key: `sort_key` of the order, which also wrote its cursor.
        today: the day on which ages are judged.
    """
    narrowed = criteria(session, wanted, today)
    cursor = order.cursor
    backward = cursor is not None and cursor.backward
    descending = order.descending != backward
    statement = _select(key, narrowed).order_by(*key.order(descending=descending))
    if cursor is not None:
        statement = statement.where(key.past(cursor, descending=descending))
    found: Sequence[Any] = session.execute(statement.limit(ROWS + 1)).all()
    shown = found[:ROWS][::-1] if backward else found[:ROWS]
    edges = [packed(Cursor(row[-2], row[-1])) for row in (*shown[:1], *shown[-1:])]
    more = len(found) > ROWS
    return DevicePage(
        tuple(DeviceRow(*row[:-3]) for row in shown),
        shown[0][-3] if shown else 0,
        edges[0] if edges and (more if backward else cursor is not None) else None,
        edges[-1] if edges and (backward or more) else None,
    )


def _select(key: Key, narrowed: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Rows with the count of all and the two sort values beside them."""
    counted = select(Device.id).where(*narrowed).limit(COUNTED + 1).subquery()
    count = select(func.count()).select_from(counted).scalar_subquery()
    return (
        select(
            Device.id,
            Device.asset_tag,
            Device.kind_id,
            Device.institution_id,
            Device.purpose,
            Device.status,
            Device.acquired_on,
            Device.serial_number,
            Device.inventory_number,
            Device.price_eur,
            Device.funding,
            Device.warranty_until,
            Device.aue,
            Manufacturer.name,
            Model.name,
            Room.name,
            count,
            key.value,
            key.tie,
        )
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(*narrowed)
    )
