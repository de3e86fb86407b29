"""The room in which one scans."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.queries import room_named, rooms_of
from assetmgr.institutions.models import Institution, Room, Site


@dataclass(frozen=True, slots=True)
class Place:
    """A room with the names around it."""

    id: int
    name: str
    site: str
    institution_id: int
    code: str
    institution: str


def place_of(session: Session, room_id: int) -> Place | None:
    """The room; None where it is out of the scope."""
    row = session.execute(
        select(
            Room.id,
            Room.name,
            Site.name,
            Institution.id,
            Institution.code,
            Institution.short_name,
        )
        .join(Site, Site.id == Room.site_id)
        .join(Institution, Institution.id == Room.institution_id)
        .where(Room.id == room_id)
    ).one_or_none()
    return Place(*row) if row else None


def room_called(session: Session, institution_id: int, name: str) -> int | None:
    """The room of an institution that a typed name means; None where none or several do."""
    found = room_named(rooms_of(session, institution_id), name.strip())
    return found.id if found else None
