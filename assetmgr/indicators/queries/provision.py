"""What the register holds of rooms, floors and open-access computers, for provision targets."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import DevicePeriod, Kind
from assetmgr.devices.queries.standing import counted_on
from assetmgr.indicators.policy.kinds import COMPUTERS, ROOM_DISPLAYS
from assetmgr.indicators.policy.standing import Demand, Facts, Rooms
from assetmgr.indicators.queries.register import Register
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Building, Institution, Room, Site
from assetmgr.people.codes import PersonRole
from assetmgr.requests.policy.years import span
from assetmgr.requests.queries.figures import figures_of_all

COLUMN_OF_USE: Final = {RoomUse.CLASSROOM: "classrooms", RoomUse.GROUP_ROOM: "group_rooms"}
NO_SITE: Final = ""


def facts_on(session: Session, register: Register) -> Facts:
    """What provision targets are judged by, of all institutions, on the register's day."""
    with system_scope(session, reason="provision of the whole municipality"):
        return Facts(
            cohorts=register.cohorts,
            told=register.told,
            floors=_floors(session),
            open_access=_open_access(session, register.as_of),
            rooms=_rooms(session, register.as_of),
            demand=_demand(session, register.as_of),
        )


def _demand(session: Session, as_of: date) -> dict[str, Demand]:
    """Pupils' requests of the day's school year, served by the day's end."""
    found = figures_of_all(session, *span(as_of), role=PersonRole.PUPIL)
    return {code: Demand(one.asked, one.served) for code, one in found.items()}


def _floors(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(Institution.code, func.sum(Building.floors))
        .join(Building, Building.institution_id == Institution.id)
        .where(Building.teaching)
        .group_by(Institution.code)
    )
    return {code: int(floors) for code, floors in rows}


def _open_access(session: Session, as_of: date) -> Mapping[str, Mapping[str, int]]:
    """Computers by site; one that stands in no room is at the only site, or at none of several."""
    by_place: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for code, site in session.execute(
        select(Institution.code, Site.name).join(Site, Site.institution_id == Institution.id)
    ):
        by_place[code][site] = 0
    rows = session.execute(
        select(Institution.code, Site.name, func.count())
        .select_from(DevicePeriod)
        .join(Institution, Institution.id == DevicePeriod.institution_id)
        .join(Kind, and_(Kind.id == DevicePeriod.kind_id, Kind.code.in_(sorted(COMPUTERS))))
        .outerjoin(Room, Room.id == DevicePeriod.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .where(counted_on(as_of), DevicePeriod.purpose == Purpose.OPEN_ACCESS)
        .group_by(Institution.code, Site.name)
    )
    for code, site, count in rows:
        only = next(iter(by_place[code]), NO_SITE) if len(by_place[code]) == 1 else NO_SITE
        by_place[code][site or only] += count
    return by_place


def _rooms(session: Session, as_of: date) -> Mapping[str, Mapping[str, Rooms]]:
    totals = _counted_rooms(session)
    equipped = _equipped_rooms(session, as_of)
    found: defaultdict[str, dict[str, Rooms]] = defaultdict(dict)
    for (code, use), total in totals.items():
        found[code][COLUMN_OF_USE[use]] = Rooms(total, equipped[code, use])
    return found


def _counted_rooms(session: Session) -> dict[tuple[str, RoomUse], int]:
    rows = session.execute(
        select(Institution.code, Room.use, func.count())
        .join(Room, Room.institution_id == Institution.id)
        .where(Room.use.in_(list(COLUMN_OF_USE)))
        .group_by(Institution.code, Room.use)
    )
    return {(code, use): count for code, use, count in rows}


def _equipped_rooms(session: Session, as_of: date) -> Counter[tuple[str, RoomUse]]:
    """Rooms that have a computer and a room display (DOMAIN.md, 'Kinds')."""
    has = [
        func.max(case((Kind.code.in_(sorted(kinds)), 1), else_=0))
        for kinds in (COMPUTERS, ROOM_DISPLAYS)
    ]
    rows = session.execute(
        select(Institution.code, Room.use)
        .select_from(DevicePeriod)
        .join(Room, Room.id == DevicePeriod.room_id)
        .join(Institution, Institution.id == Room.institution_id)
        .join(Kind, Kind.id == DevicePeriod.kind_id)
        .where(counted_on(as_of), Room.use.in_(list(COLUMN_OF_USE)))
        .group_by(Institution.code, Room.use, Room.id)
        .having(and_(*(one == 1 for one in has)))
    )
    return Counter((code, use) for code, use in rows)
