"""The devices behind a figure: what stood where at the end of a day, page by page."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import DevicePeriod, Manufacturer, Model
from assetmgr.devices.queries.keyset import Cursor, Key, packed, unpacked
from assetmgr.devices.queries.standing import counted_on

ROWS: Final = 50
_KEY: Final = Key(DevicePeriod.asset_tag, DevicePeriod.device_id, str, int)


@dataclass(frozen=True, slots=True)
class HeldDevice:
    """A device as it was at the end of the day, of an institution within the scope."""

    id: int
    tag: str
    kind_id: int
    institution_id: int
    purpose: Purpose
    status: Status
    acquired_on: date | None
    aue: date | None
    manufacturer: str | None
    model: str | None

    @property
    def model_name(self) -> str:
        """Manufacturer and model; nothing where they are not told."""
        return " ".join(part for part in (self.manufacturer, self.model) if part)


@dataclass(frozen=True, slots=True)
class HeldPage:
    """Rows by tag, and the keys of the neighbouring pages or None."""

    rows: tuple[HeldDevice, ...]
    previous: str | None
    following: str | None


def cursor_of(after: str, before: str) -> Cursor | None:
    """Where a page begins, from the addresses of the last one; None: at the top."""
    return unpacked(before or after, _KEY, backward=bool(before))


def held_page(
    session: Session, as_of: date, *criteria: ColumnElement[bool], cursor: Cursor | None
) -> HeldPage:
    """The devices that count at the end of `as_of` and meet criteria over DevicePeriod."""
    backward = cursor is not None and cursor.backward
    statement = _select().where(counted_on(as_of), *criteria)
    if cursor is not None:
        statement = statement.where(_KEY.past(cursor, descending=backward))
    found = session.execute(
        statement.order_by(*_KEY.order(descending=backward)).limit(ROWS + 1)
    ).all()
    rows = tuple(HeldDevice(*row) for row in (found[:ROWS][::-1] if backward else found[:ROWS]))
    more = len(found) > ROWS
    return HeldPage(
        rows,
        _edge(rows[0]) if rows and (more if backward else cursor is not None) else None,
        _edge(rows[-1]) if rows and (backward or more) else None,
    )


def _edge(row: HeldDevice) -> str:
    return packed(Cursor(row.tag, row.id))


def _select() -> Select[*tuple[Any, ...]]:
    return (
        select(
            DevicePeriod.device_id,
            DevicePeriod.asset_tag,
            DevicePeriod.kind_id,
            DevicePeriod.institution_id,
            DevicePeriod.purpose,
            DevicePeriod.status,
            DevicePeriod.acquired_on,
            DevicePeriod.aue,
            Manufacturer.name,
            Model.name,
        )
        .select_from(DevicePeriod)
        .outerjoin(Model, Model.id == DevicePeriod.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    )
