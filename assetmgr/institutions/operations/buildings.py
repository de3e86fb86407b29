"""Buildings of a site and their floors, as people enter and correct them.

A refused wish is undone by itself: the page that shows the refusal still reads from the database.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Building, Room, Site
from assetmgr.institutions.operations.audited import Subject, Values, add, change, remove

_BUILDING: Final = Subject(Building, "building", "name")


def add_building(
    session: Session, site: Site, values: Values, *, actor: Actor, now: datetime
) -> int:
    """Add a building (name, floors, teaching) to a site; its id.

    Raises:
        Refused: the site has a building of that name.
    """
    row = {**values, "institution_id": site.institution_id, "site_id": site.id}
    with session.begin_nested():
        return add(session, _BUILDING, [row], actor=actor, now=now)[0]


def correct_building(
    session: Session, building: Building, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of a building (name, floors, teaching); whether anything changed.

    Raises:
        Refused: the site has a building of that name, or a room is on a floor that would go.
    """
    highest = session.scalar(select(func.max(Room.floor)).where(Room.building_id == building.id))
    if highest is not None and values["floors"] < highest:
        raise Refused(N_("There is a room on floor %(floor)s."), field="floors", floor=highest)
    with session.begin_nested():
        return change(session, _BUILDING, building, values, actor=actor, now=now)


def remove_building(session: Session, building: Building, *, actor: Actor, now: datetime) -> None:
    """Remove a building without rooms.

    Raises:
        Refused: rooms are in it.
    """
    rooms = session.scalars(select(Room.name).where(Room.building_id == building.id).limit(1))
    if (room := rooms.first()) is not None:
        raise Refused(
            N_("A building is removed when no room is in it any more; room %(room)s is."),
            room=room,
        )
    with session.begin_nested():
        remove(session, _BUILDING, building, actor=actor, now=now)
