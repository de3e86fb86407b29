"""Devices that nobody and nothing has seen since a moment, page by page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import NOT_COUNTED, Status
from assetmgr.devices.models import Device, Manufacturer, Model
from assetmgr.devices.queries.keyset import Cursor, Key, packed, unpacked
from assetmgr.evidence.models import LastSeen
from assetmgr.institutions.models import Room

ROWS: Final = 50
COUNTED: Final = 10_000
"""Counting stops here, as in the device list."""
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What a device that was never seen is sorted by: it stands before all others."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Not seen since when; and where, what: None lets everything pass."""

    since: datetime
    institution_id: int | None = None
    kind_id: int | None = None
    room_id: int | None = None


@dataclass(frozen=True, slots=True)
class UnseenDevice:
    """A device of the list."""

    id: int
    tag: str
    kind_id: int
    institution_id: int
    status: Status
    manufacturer: str | None
    model: str | None
    room: str | None

    @property
    def model_name(self) -> str:
        """Manufacturer and model; nothing where they are not told."""
        return " ".join(part for part in (self.manufacturer, self.model) if part)


@dataclass(frozen=True, slots=True)
class UnseenPage:
    """Rows, the number of all (up to `COUNTED` + 1), the keys of the neighbouring pages or None."""

    rows: tuple[UnseenDevice, ...]
    count: int
    previous: str | None
    following: str | None


def not_seen_since(moment: datetime) -> ColumnElement[bool]:
    """The devices of which nothing was seen since, at the institution that has them now.

    Only such as count and were there by then: acquired (or, where that is not known, entered)
    not after that day.
    """
    seen = exists().where(_of_device(), LastSeen.seen_at >= moment)
    return and_(
        Device.voided_at.is_(None),
        Device.status.not_in(sorted(NOT_COUNTED)),
        func.coalesce(Device.acquired_on, Device.entered_on) <= moment.date(),
        ~seen,
    )


def cursor_of(after: str, before: str) -> Cursor | None:
    """Where a page begins, from the addresses of the last one; None: at the top."""
    return unpacked(before or after, _KEY, backward=bool(before))


def unseen_page(session: Session, wanted: Wanted, cursor: Cursor | None) -> UnseenPage:
    """One page: first what was never seen at all, then the longest unseen; in one statement."""
    backward = cursor is not None and cursor.backward
    statement = _select(criteria(wanted)).order_by(*_KEY.order(descending=backward))
    if cursor is not None:
        statement = statement.where(_KEY.past(cursor, descending=backward))
    found = session.execute(statement.limit(ROWS + 1)).all()
    shown = found[:ROWS][::-1] if backward else found[:ROWS]
    edges = [packed(Cursor(row[-2], row[0])) for row in (*shown[:1], *shown[-1:])]
    more = len(found) > ROWS
    return UnseenPage(
        tuple(UnseenDevice(*row[:-2]) for row in shown),
        shown[0][-1] if shown else 0,
        edges[0] if edges and (more if backward else cursor is not None) else None,
        edges[-1] if edges and (backward or more) else None,
    )


def criteria(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What a device must fulfil to be listed."""
    found = [not_seen_since(wanted.since)]
    for column, value in (
        (Device.institution_id, wanted.institution_id),
        (Device.kind_id, wanted.kind_id),
        (Device.room_id, wanted.room_id),
    ):
        if value is not None:
            found.append(column == value)
    return found


def _of_device() -> ColumnElement[bool]:
    return and_(LastSeen.device_id == Device.id, LastSeen.institution_id == Device.institution_id)


def _newest() -> ScalarSelect[datetime]:
    return select(func.max(LastSeen.seen_at)).where(_of_device()).scalar_subquery()


_KEY: Final = Key(func.coalesce(_newest(), NEVER), Device.id, datetime, int)


def _select(narrowed: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    counted = select(Device.id).where(*narrowed).limit(COUNTED + 1).subquery()
    count = select(func.count()).select_from(counted).scalar_subquery()
    return (
        select(
            Device.id,
            Device.asset_tag,
            Device.kind_id,
            Device.institution_id,
            Device.status,
            Manufacturer.name,
            Model.name,
            Room.name,
            _KEY.value,
            count,
        )
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(*narrowed)
    )
