"""The devices of the register as rows of the device file."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.institutions.models import Institution, Room, Site
from assetmgr.spreadsheet.write import cell_text

_CHUNK: Final = 1_000


def device_rows(
    session: Session,
    institution_id: int | None,
    narrowed: Iterable[ColumnElement[bool]] = (),
) -> Iterator[list[str]]:
    """The devices within the scope (of one institution, or of all) that are not voided.

    They stream, ordered by institution code and tag; columns as in `SHAPE`. Further criteria on
    `Device` narrow them.
    """
    statement = _statement().where(Device.voided_at.is_(None), *narrowed)
    if institution_id is not None:
        statement = statement.where(Device.institution_id == institution_id)
    ordered = statement.order_by(Institution.code, Device.tag_key)
    for row in session.execute(ordered, execution_options={"yield_per": _CHUNK}):
        yield [cell_text(value) for value in row]


def _statement() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Device.asset_tag,
            Device.inventory_number,
            Device.serial_number,
            Kind.code,
            Manufacturer.name,
            Model.name,
            Institution.code,
            Site.name,
            Room.name,
            Device.purpose,
            Device.status,
            Device.acquired_on,
            Device.price_eur,
            Device.funding,
            Device.warranty_until,
            Device.aue,
            Device.notes,
        )
        .select_from(Device)
        .join(Kind, Kind.id == Device.kind_id)
        .join(Institution, Institution.id == Device.institution_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
    )
