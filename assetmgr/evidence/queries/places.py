"""Where the devices stand that nobody has seen for long, for a partial stocktake to look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device
from assetmgr.evidence.queries.unseen import Wanted, criteria
from assetmgr.institutions.models import Room


@dataclass(frozen=True, slots=True)
class RoomCount:
    """A room (None: in no room) and how many devices of it nobody has seen."""

    room_id: int | None
    room: str | None
    count: int


def unseen_by_institution(session: Session, wanted: Wanted) -> Mapping[int, int]:
    """Institution -> how many of the wanted devices it has; none where it is zero."""
    rows = session.execute(
        select(Device.institution_id, func.count(Device.id))
        .where(*criteria(wanted))
        .group_by(Device.institution_id)
    )
    return dict(rows.all())


def unseen_by_room(session: Session, wanted: Wanted) -> tuple[RoomCount, ...]:
    """The rooms that have wanted devices, those with the most first."""
    count = func.count(Device.id)
    rows = session.execute(
        select(Device.room_id, Room.name, count)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(*criteria(wanted))
        .group_by(Device.room_id, Room.name)
        .order_by(count.desc(), Room.name)
    )
    return tuple(RoomCount(*row) for row in rows)
