"""Where chosen devices stand, in the order in which somebody walks past them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device, Kind
from assetmgr.institutions.models import Building, Institution, Room, Site
from assetmgr.labeling.policy.walking import Stop, walking_key
from assetmgr.labeling.queries.choice import Choice, criteria


def walk(session: Session, choice: Choice) -> tuple[Stop, ...]:
    """The rooms in which chosen devices stand, with their number, in walking order."""
    place = (Room.id, Room.name, Room.floor, Building.name, Site.name, Institution.short_name)
    rows = session.execute(
        select(*place, func.count(Device.id))
        .select_from(Device)
        .join(Kind, Kind.id == Device.kind_id)
        .join(Institution, Institution.id == Device.institution_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .outerjoin(Building, Building.id == Room.building_id)
        .where(*criteria(choice))
        .group_by(*place)
    )
    return tuple(sorted((Stop(*row) for row in rows), key=walking_key))
