"""The rooms that labels are printed for."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Building, Institution, Room, Site
from assetmgr.labeling.policy.walking import Stop, walking_key


@dataclass(frozen=True, slots=True)
class RoomPick:
    """A room with what stands on its label: its name, whose it is and where."""

    id: int
    name: str
    lines: tuple[str, ...]


def room_picks(
    session: Session, institution_id: int, room_id: int | None = None
) -> tuple[RoomPick, ...]:
    """The rooms of an institution in walking order, or one of them."""
    criteria = [Room.institution_id == institution_id]
    criteria += [Room.id == room_id] if room_id is not None else []
    rows = session.execute(
        select(Room.id, Room.name, Room.floor, Building.name, Site.name, Institution.short_name)
        .join(Institution, Institution.id == Room.institution_id)
        .join(Site, Site.id == Room.site_id)
        .outerjoin(Building, Building.id == Room.building_id)
        .where(*criteria)
    )
    stops = sorted((Stop(*row, 0) for row in rows), key=walking_key)
    several = len({stop.site for stop in stops}) > 1
    return tuple(_pick(stop, with_site=several) for stop in stops)


def _pick(stop: Stop, *, with_site: bool) -> RoomPick:
    place = [stop.building] if stop.building else []
    place += [f"{stop.floor}. stāvs"] if stop.floor is not None else []
    lines = (stop.institution, ", ".join(place), (stop.site or "") if with_site else "")
    return RoomPick(stop.room_id or 0, stop.room or "", tuple(text for text in lines if text))
