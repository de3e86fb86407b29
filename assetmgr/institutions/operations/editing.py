"""Changes that people make on an institution's pages, checked before they are written.

A refused one is undone by itself: the page that shows the refusal still reads from the database.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Building, Headcount, Room
from assetmgr.institutions.operations.rows import (
    Values,
    add_headcounts,
    add_rooms,
    change_headcount,
    change_room,
)


def add_room(
    session: Session, institution_id: int, values: Values, *, actor: Actor, now: datetime
) -> int:
    """Add a room (site_id, building_id, floor, name, use); its id.

    Raises:
        Refused: the site has a room of that name, or the building or floor is not there.
    """
    _check_place(session, values)
    room = {**values, "institution_id": institution_id}
    with session.begin_nested():
        return add_rooms(session, [room], actor=actor, now=now)[0]


def correct_room(
    session: Session, room: Room, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of a room (site_id, building_id, floor, name, use); whether anything changed.

    Raises:
        Refused: the site has a room of that name, or the building or floor is not there.
    """
    _check_place(session, values)
    with session.begin_nested():
        return change_room(session, room, values, actor=actor, now=now)


def tell_headcount(
    session: Session,
    institution_id: int,
    values: Values,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Keep what an institution (or one site of it) told as of a day; None is 'not told'.

    Raises:
        Refused: nothing is told, the day lies ahead, or there is a headcount of that day already.
    """
    _check_told(values, today)
    told = {**values, "institution_id": institution_id}
    with session.begin_nested():
        add_headcounts(session, [told], actor=actor, now=now)


def correct_headcount(
    session: Session,
    headcount: Headcount,
    values: Values,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> bool:
    """Set what a headcount tells, for its day; whether anything changed.

    Raises:
        Refused: nothing is told, the day lies ahead, or there is a headcount of that day already.
    """
    _check_told(values, today)
    with session.begin_nested():
        return change_headcount(session, headcount, values, actor=actor, now=now)


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


def _check_told(values: Values, today: date) -> None:
    if values["as_of"] > today:
        raise Refused(N_("A headcount cannot lie in the future."), field="as_of")
    if all(values[name] is None for name in HEADCOUNT_COLUMNS):
        raise Refused(N_("Write at least one figure."))
