"""Devices at the moment they are to be lent, and the acts that hold them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device, DevicePeriod, Kind, Manufacturer, Model
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number


@dataclass(frozen=True, slots=True)
class Lent:
    """A device with its kind (`kind` is the Latvian word) and 'manufacturer model'.

    `since`: the first day of what it is now.
    """

    device: Device
    kind_code: str
    kind: str
    model: str
    since: date

    @property
    def name(self) -> str:
        """RUMIS: the resource's name."""
        return f"{self.kind} {self.model}".rstrip()

    @property
    def is_sensitive(self) -> bool:
        """An assistive device tells of its borrower's health (DOMAIN.md, rule 9)."""
        return self.device.purpose is Purpose.ASSISTIVE or self.kind_code == "assistive"


COLUMNS: Final = (
    Device,
    Kind.code,
    Kind.name_lv,
    Manufacturer.name,
    Model.name,
    DevicePeriod.valid_from,
)
"""Of which `lent_of` makes a device to lend."""


def with_its_kind(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join to Device what `COLUMNS` need."""
    return (
        statement.join(Kind, Kind.id == Device.kind_id)
        .join(
            DevicePeriod,
            (DevicePeriod.device_id == Device.id) & DevicePeriod.valid_to.is_(None),
        )
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    )


def lent_of(row: Row[*tuple[Any, ...]] | tuple[Any, ...]) -> Lent:
    """The device that the first of a row's columns, `COLUMNS`, tell."""
    device, code, word, maker, model, since = row[: len(COLUMNS)]
    name = " ".join(part for part in (maker, model) if part)
    return Lent(device, code, word, name, since)


def devices_by_id(
    session: Session, ids: Collection[int], *, locked: bool = False
) -> dict[int, Lent]:
    """The devices within the scope, by id; `locked`: nobody else changes them until the end."""
    found = _read(session, Device.id.in_(ids), locked=locked)
    return {one.device.id: one for one in found}


def devices_by_code(session: Session, code: str) -> tuple[Lent, ...]:
    """Devices within the scope by tag, else by serial number, else by inventory number."""
    key = comparable(code)
    for column in (Device.tag_key, Device.serial_key, Device.inventory_key) if key else ():
        if found := _read(session, column == key):
            return found
    return ()


def _read(
    session: Session, criterion: ColumnElement[bool], *, locked: bool = False
) -> tuple[Lent, ...]:
    statement = (
        with_its_kind(select(*COLUMNS))
        .where(criterion, Device.voided_at.is_(None))
        .order_by(Device.id)
    )
    if locked:
        statement = statement.with_for_update(of=Device)
        statement = statement.execution_options(populate_existing=True)
    return tuple(lent_of(row) for row in session.execute(statement))


def open_acts(session: Session, device_ids: Collection[int]) -> dict[int, str]:
    """The number of the open act ('A-RAI-123') of each device that has one."""
    rows = session.execute(
        select(Act.device_id, Institution.code, Act.number)
        .join(Institution, Institution.id == Act.institution_id)
        .where(Act.open_device_id.in_(device_ids))
    )
    return {device_id: act_number(code, number) for device_id, code, number in rows}
