"""One device: loaded for a change, shown, or found by its code."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.models import Institution, Room, Site

MOST_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """Everything that the register tells of a device now."""

    id: int
    tag: str
    version: int
    inventory_number: str | None
    serial_number: str | None
    purpose: Purpose
    status: Status
    acquired_on: date | None
    price_eur: Decimal | None
    funding: Funding | None
    warranty_until: date | None
    aue: date | None
    notes: str | None
    entered_on: date
    voided_at: datetime | None
    label_printed_at: datetime | None
    kind_id: int
    kind_code: str
    name_lv: str
    name_en: str
    kind_life: int
    model_life: int | None
    manufacturer: str | None
    model: str | None
    institution_id: int
    institution_code: str
    institution: str
    short_name: str
    room_id: int | None
    room: str | None
    site: str | None

    @property
    def life_years(self) -> int:
        """Its useful life in years: the model's own, or that of its kind."""
        return self.model_life or self.kind_life

    @property
    def model_name(self) -> str:
        """Manufacturer and model; nothing where they are not told."""
        return " ".join(part for part in (self.manufacturer, self.model) if part)


@dataclass(frozen=True, slots=True)
class Found:
    """A device that a code may have meant."""

    id: int
    tag: str
    model: str | None
    short_name: str
    room: str | None
    status: Status


def device_or_none(session: Session, device_id: int) -> Device | None:
    """The device for a change; none where it is out of the scope or was entered by mistake."""
    return session.scalars(
        select(Device).where(Device.id == device_id, Device.voided_at.is_(None))
    ).one_or_none()


def device_card(session: Session, device_id: int) -> DeviceCard | None:
    """The device with the names around it, in one statement; also one entered by mistake."""
    row: Any = session.execute(
        select(
            Device.id, Device.asset_tag, Device.version, Device.inventory_number,
            Device.serial_number, Device.purpose, Device.status, Device.acquired_on,
            Device.price_eur, Device.funding, Device.warranty_until, Device.aue, Device.notes,
            Device.entered_on, Device.voided_at, Device.label_printed_at, Kind.id, Kind.code,
            Kind.name_lv, Kind.name_en, Kind.life_years, Model.life_years, Manufacturer.name,
            Model.name, Institution.id, Institution.code, Institution.name, Institution.short_name,
            Room.id, Room.name, Site.name,
        )
        .join(Kind, Kind.id == Device.kind_id)
        .join(Institution, Institution.id == Device.institution_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .where(Device.id == device_id)
    ).one_or_none()  # fmt: skip
    return DeviceCard(*row) if row else None


def by_code(session: Session, code: str) -> tuple[Found, ...]:
    """The devices with this tag; where there are none, with this serial, or inventory number."""
    key = comparable(code)
    if key is None:
        return ()
    for column in (Device.tag_key, Device.serial_key, Device.inventory_key):
        if found := _found(session, column == key, Device.voided_at.is_(None)):
            return found
    return ()


def found_by_id(session: Session, device_id: int) -> Found | None:
    """The device as a search shows it; none where it is out of the scope."""
    return next(iter(_found(session, Device.id == device_id)), None)


def _found(session: Session, *criteria: ColumnElement[bool]) -> tuple[Found, ...]:
    rows = session.execute(
        select(
            Device.id, Device.asset_tag, Model.name, Institution.short_name, Room.name,
            Device.status,
        )
        .join(Institution, Institution.id == Device.institution_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(*criteria)
        .order_by(Device.tag_key)
        .limit(MOST_FOUND)
    )  # fmt: skip
    return tuple(Found(*row) for row in rows)
