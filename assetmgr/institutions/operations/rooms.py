"""Rooms as people enter and correct them on an institution's pages.

A refused wish is undone by itself: the page that shows the refusal still reads from the database.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Building, Room
from assetmgr.institutions.operations.audited import Values, change
from assetmgr.institutions.operations.rows import ROOM, add_rooms


def save_room(
    session: Session,
    institution_id: int,
    room: Room | None,
    values: Values,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Add a room (None) or correct one (site_id, building_id, floor, name, use); its id.

    Raises:
        Refused: the site has a room of that name, or the building or floor is not there.
    """
    _check_place(session, values)
    with session.begin_nested():
        if room is None:
            added = {**values, "institution_id": institution_id}
            return add_rooms(session, [added], actor=actor, now=now)[0]
        change(session, ROOM, room, values, actor=actor, now=now)
        return room.id


def _check_place(session: Session, values: Values) -> None:
    if values["building_id"] is None:
        return
    building = session.execute(
        select(Building.site_id, Building.floors).where(Building.id == values["building_id"])
    ).one_or_none()
    if building is None or building.site_id != values["site_id"]:
        raise Refused(N_("This building stands at another site."), field="building_id")
    if values["floor"] is not None and values["floor"] > building.floors:
        raise Refused(
            N_("The building has %(floors)s floors."), field="floor", floors=building.floors
        )
