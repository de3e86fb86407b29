"""Where chosen devices stand, in the order in which somebody walks past them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from assetmgr.db.batches import batches
from assetmgr.devices.models import Device, Kind
from assetmgr.institutions.models import Building, Institution, Room, Site
from assetmgr.labeling.policy.walking import Stop, walking_key
from assetmgr.labeling.queries.choice import Choice, criteria

AT_ONCE: Final = 1_000
"""Devices that one statement names."""


def walk(session: Session, choice: Choice) -> tuple[Stop, ...]:
    """The rooms in which chosen devices stand, with their number, in walking order."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for part in _parts(choice):
        for row in session.execute(_places(part)):
            counts[row[:-1]] += row[-1]
    stops = (Stop(*(*place, count)) for place, count in counts.items())
    return tuple(sorted(stops, key=walking_key))


def _parts(choice: Choice) -> Iterator[Choice]:
    """The choice, of named devices a bounded number at a time."""
    if not choice.device_ids:
        yield choice
    for ids in batches(choice.device_ids, AT_ONCE):
        yield replace(choice, device_ids=tuple(ids))


def _places(choice: Choice) -> Select[*tuple[Any, ...]]:
    place = (Room.id, Room.name, Room.floor, Building.name, Site.name, Institution.short_name)
    return (
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
