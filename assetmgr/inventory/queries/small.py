"""The devices of a small count: one kind, group room by group room."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.models import Device, Manufacturer, Model
from assetmgr.i18n.alphabet import latvian_key
from assetmgr.institutions.models import Room
from assetmgr.inventory.policy.scope import NO_ROOM

MOST: Final = 60
"""More than this on one page nobody ticks off; then it is counted room by room."""
_place: Final = func.coalesce(Device.room_id, NO_ROOM)


@dataclass(frozen=True, slots=True)
class Tile:
    """A device to be ticked off; `room` is '' where it stands in none."""

    device_id: int
    tag: str
    serial_number: str | None
    model: str
    room_id: int | None
    room: str


@dataclass(frozen=True, slots=True)
class Place:
    """A room (or `NO_ROOM`) and how many devices of the kind stand there."""

    room_id: int
    room: str
    count: int

    @property
    def fits(self) -> bool:
        """Whether one page holds them all."""
        return self.count <= MOST


def counts_by_kind(session: Session, institution_id: int) -> Mapping[int, int]:
    """Kind -> how many devices that count the institution has of it."""
    rows = session.execute(
        select(Device.kind_id, func.count(Device.id))
        .where(*_counted(institution_id))
        .group_by(Device.kind_id)
    )
    return dict(rows.all())


def places_of(session: Session, institution_id: int, kind_id: int) -> tuple[Place, ...]:
    """Where the devices of a kind stand, by the alphabet; those in no room last."""
    rows = session.execute(
        select(_place, func.coalesce(Room.name, ""), func.count(Device.id))
        .outerjoin(Room, Room.id == Device.room_id)
        .where(*_counted(institution_id), Device.kind_id == kind_id)
        .group_by(Device.room_id, Room.name)
    )
    places = (Place(*row) for row in rows)
    return tuple(sorted(places, key=lambda one: (one.room_id == NO_ROOM, latvian_key(one.room))))


def tiles_of(
    session: Session, institution_id: int, kind_id: int, room_id: int | None = None
) -> tuple[Tile, ...]:
    """The devices of a kind, by room and tag; `MOST` at most.

    Args:
        room_id: of one room, or `NO_ROOM`; None: wherever they stand.
    """
    where = [] if room_id is None else [_place == room_id]
    rows = session.execute(
        select(
            Device.id,
            Device.asset_tag,
            Device.serial_number,
            func.coalesce(Manufacturer.name + " " + Model.name, ""),
            Device.room_id,
            func.coalesce(Room.name, ""),
        )
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(*_counted(institution_id), Device.kind_id == kind_id, *where)
        .order_by(Device.tag_key)
        .limit(MOST)
    )
    tiles = (Tile(*row) for row in rows)
    return tuple(sorted(tiles, key=lambda one: (one.room_id is None, latvian_key(one.room))))


def _counted(institution_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Device.institution_id == institution_id,
        Device.voided_at.is_(None),
        Device.status.not_in(sorted(NOT_COUNTED)),
    )
