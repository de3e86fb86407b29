"""What a phone carries along: the expected list, the rooms, and own devices not expected."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, Kind
from assetmgr.i18n.alphabet import latvian_key
from assetmgr.institutions.models import Room, Site
from assetmgr.inventory.codes import Outcome
from assetmgr.inventory.models import StocktakeLine
from assetmgr.inventory.policy.outcome import of_own
from assetmgr.inventory.queries.heads import Head


@dataclass(frozen=True, slots=True)
class ListedRoom:
    """A room of the institution."""

    id: int
    name: str
    site: str
    floor: int | None


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """An expected device; `key` is its tag as it compares, `room` the room's id."""

    tag: str
    key: str
    serial: str | None
    kind: str
    model: str
    room: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class OtherDevice:
    """An own device that is not expected, and what a scan of it is."""

    key: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PhoneList:
    """All of it."""

    rooms: tuple[ListedRoom, ...]
    devices: tuple[ListedDevice, ...]
    others: tuple[OtherDevice, ...]


def phone_list(session: Session, head: Head) -> PhoneList:
    """Read the list that a phone of this stocktake carries, in three statements."""
    return PhoneList(_rooms(session, head), _devices(session, head), _others(session, head))


def _rooms(session: Session, head: Head) -> tuple[ListedRoom, ...]:
    rows = session.execute(
        select(Room.id, Room.name, Site.name, Room.floor)
        .join(Site, Site.id == Room.site_id)
        .where(Room.institution_id == head.institution_id)
    )
    rooms = (ListedRoom(*row) for row in rows)
    return tuple(sorted(rooms, key=lambda room: (latvian_key(room.site), latvian_key(room.name))))


def _devices(session: Session, head: Head) -> tuple[ListedDevice, ...]:
    rows = session.execute(
        select(
            StocktakeLine.asset_tag, StocktakeLine.tag_key, StocktakeLine.serial_number,
            Kind.code, StocktakeLine.model, StocktakeLine.room_id, StocktakeLine.status,
        )
        .join(Kind, Kind.id == StocktakeLine.kind_id)
        .where(StocktakeLine.stocktake_id == head.id)
        .order_by(StocktakeLine.tag_key)
    )  # fmt: skip
    return tuple(ListedDevice(*row) for row in rows)


def _others(session: Session, head: Head) -> tuple[OtherDevice, ...]:
    expected: Any = exists().where(
        StocktakeLine.stocktake_id == head.id, StocktakeLine.device_id == Device.id
    )
    rows = session.execute(
        select(Device.tag_key, Device.status)
        .where(Device.institution_id == head.institution_id, Device.voided_at.is_(None), ~expected)
        .order_by(Device.tag_key)
    )
    return tuple(OtherDevice(key, of_own(status)) for key, status in rows)
