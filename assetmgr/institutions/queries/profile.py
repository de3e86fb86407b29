"""One institution: who it is, where things stand in it, when it told of itself."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Building, Headcount, Institution, Room, Site


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building (korpuss) at a site."""

    id: int
    site_id: int
    name: str
    floors: int
    teaching: bool


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room by what it is called and used for."""

    id: int
    site_id: int
    building_id: int | None
    floor: int | None
    name: str
    use: RoomUse


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site with its buildings and rooms, each by the alphabet."""

    id: int
    name: str
    buildings: tuple[BuildingRow, ...]
    rooms: tuple[RoomRow, ...]


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One headcount: its day and, where it tells of a site alone, which."""

    id: int
    as_of: date
    site: str | None


def institution_or_none(session: Session, code: str) -> Institution | None:
    """The institution of this code within the scope."""
    return session.scalars(select(Institution).where(Institution.code == code)).one_or_none()


def room_or_none(session: Session, institution_id: int, room_id: int) -> Room | None:
    """The room of this institution within the scope."""
    return session.scalars(
        select(Room).where(Room.id == room_id, Room.institution_id == institution_id)
    ).one_or_none()


def site_or_none(session: Session, institution_id: int, site_id: int) -> Site | None:
    """The site of this institution within the scope."""
    return session.scalars(
        select(Site).where(Site.id == site_id, Site.institution_id == institution_id)
    ).one_or_none()


def building_or_none(session: Session, institution_id: int, building_id: int) -> Building | None:
    """The building of this institution within the scope."""
    return session.scalars(
        select(Building).where(
            Building.id == building_id, Building.institution_id == institution_id
        )
    ).one_or_none()


def headcount_or_none(session: Session, institution_id: int, headcount_id: int) -> Headcount | None:
    """The headcount of this institution within the scope."""
    return session.scalars(
        select(Headcount).where(
            Headcount.id == headcount_id, Headcount.institution_id == institution_id
        )
    ).one_or_none()


def sites_of(session: Session, institution_id: int) -> tuple[SiteRow, ...]:
    """The sites of an institution with all that is in them, in three statements."""
    buildings = [
        BuildingRow(*row)
        for row in session.execute(
            select(
                Building.id, Building.site_id, Building.name, Building.floors, Building.teaching
            ).where(Building.institution_id == institution_id)
        )
    ]
    rooms = [
        RoomRow(*row)
        for row in session.execute(
            select(Room.id, Room.site_id, Room.building_id, Room.floor, Room.name, Room.use).where(
                Room.institution_id == institution_id
            )
        )
    ]
    buildings.sort(key=lambda one: latvian_key(one.name))
    rooms.sort(key=lambda one: latvian_key(one.name))
    sites = session.execute(
        select(Site.id, Site.name).where(Site.institution_id == institution_id)
    ).all()
    return tuple(
        SiteRow(
            site.id,
            site.name,
            tuple(one for one in buildings if one.site_id == site.id),
            tuple(one for one in rooms if one.site_id == site.id),
        )
        for site in sorted(sites, key=lambda site: latvian_key(site.name))
    )


def headcounts_of(session: Session, institution_id: int) -> tuple[ToldRow, ...]:
    """The headcounts of an institution, the newest first."""
    rows = session.execute(
        select(Headcount.id, Headcount.as_of, Site.name)
        .outerjoin(Site, Site.id == Headcount.site_id)
        .where(Headcount.institution_id == institution_id)
        .order_by(Headcount.as_of.desc(), Site.name)
    )
    return tuple(ToldRow(*row) for row in rows)
