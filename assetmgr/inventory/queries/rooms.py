"""The rooms of an institution by their names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Room


def room_names(session: Session, institution_id: int) -> dict[int, str]:
    """The names of the institution's rooms, by id."""
    rows = session.execute(select(Room.id, Room.name).where(Room.institution_id == institution_id))
    return dict(rows.all())
