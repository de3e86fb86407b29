"""What showed last that a device is there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device
from assetmgr.evidence.models import LastSeen, Source


@dataclass(frozen=True, slots=True)
class Sighting:
    """By what a device was seen, and when."""

    source: Source
    at: datetime


def sightings(session: Session, device_id: int) -> tuple[Sighting, ...]:
    """The newest sighting of a device by each source, the newest first."""
    rows = session.execute(
        select(LastSeen.source, LastSeen.seen_at)
        .where(LastSeen.device_id == device_id)
        .order_by(LastSeen.seen_at.desc(), LastSeen.source)
    )
    return tuple(Sighting(*row) for row in rows)


def scanned_since(moment: datetime) -> ColumnElement[bool]:
    """The devices whose label was read since, at the institution that has them now."""
    return exists().where(
        LastSeen.device_id == Device.id,
        LastSeen.institution_id == Device.institution_id,
        LastSeen.source == Source.SCAN,
        LastSeen.seen_at >= moment,
    )


def newest_of(session: Session, device_ids: Collection[int]) -> Mapping[int, Sighting]:
    """The newest sighting of each of these devices; one that was never seen is left out."""
    rows = session.execute(
        select(LastSeen.device_id, LastSeen.source, LastSeen.seen_at)
        .where(LastSeen.device_id.in_(device_ids))
        .order_by(LastSeen.seen_at, LastSeen.source.desc())
    )
    return {device_id: Sighting(source, at) for device_id, source, at in rows}
