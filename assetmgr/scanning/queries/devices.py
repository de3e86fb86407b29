"""Scanned devices, and those that a room should have."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import NOT_COUNTED, Status
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.evidence.queries import scanned_since
from assetmgr.institutions.models import Institution, Room


@dataclass(frozen=True, slots=True)
class ScannedDevice:
    """A device as a scan shows it."""

    id: int
    tag: str
    status: Status
    name_lv: str
    name_en: str
    manufacturer: str | None
    model: str | None
    institution_id: int
    institution: str
    room_id: int | None
    room: str | None

    @property
    def model_name(self) -> str:
        """Manufacturer and model; nothing where they are not told."""
        return " ".join(part for part in (self.manufacturer, self.model) if part)

    @property
    def counts(self) -> bool:
        """Whether it counts (DOMAIN.md, 'A device counts unless')."""
        return self.status not in NOT_COUNTED


def scanned_devices(session: Session, ids: Collection[int]) -> Mapping[int, ScannedDevice]:
    """These devices by id, as far as they are within the scope; one statement."""
    if not ids:
        return {}
    rows = session.execute(_select().where(Device.id.in_(ids), Device.voided_at.is_(None)))
    return {row[0]: ScannedDevice(*row) for row in rows}


def expected_in(
    session: Session, room_id: int, since: datetime
) -> tuple[tuple[ScannedDevice, bool], ...]:
    """What should stand in a room and counts, by tag; whether its label was read since a moment."""
    rows = session.execute(
        _select()
        .add_columns(scanned_since(since))
        .where(
            Device.room_id == room_id,
            Device.voided_at.is_(None),
            Device.status.not_in(sorted(NOT_COUNTED)),
        )
        .order_by(Device.tag_key)
    )
    return tuple((ScannedDevice(*row[:-1]), row[-1]) for row in rows)


def _select() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Device.id,
            Device.asset_tag,
            Device.status,
            Kind.name_lv,
            Kind.name_en,
            Manufacturer.name,
            Model.name,
            Device.institution_id,
            Institution.short_name,
            Device.room_id,
            Room.name,
        )
        .join(Kind, Kind.id == Device.kind_id)
        .join(Institution, Institution.id == Device.institution_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
    )
