"""The devices of one institution as they stand now, counted by room, kind and state."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import NOT_COUNTED, Purpose, Status
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.devices.policy.status import GROUPS, StatusGroup


@dataclass(frozen=True, slots=True)
class KindName:
    """A kind by its code and names, in the order of kinds."""

    position: int
    code: str
    name_lv: str
    name_en: str


@dataclass(frozen=True, slots=True)
class FleetRow:
    """Like devices in one room (None: in no room)."""

    room_id: int | None
    kind: KindName
    purpose: Purpose
    status: Status
    count: int

    @property
    def counts(self) -> bool:
        """Whether the devices count (DOMAIN.md, 'A device counts unless')."""
        return self.status not in NOT_COUNTED


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind's devices: how many count, and how many are in each of the five groups."""

    kind: KindName
    counting: int
    groups: dict[StatusGroup, int]


@dataclass(frozen=True, slots=True)
class RoomDevice:
    """A device that stands in a room."""

    id: int
    asset_tag: str
    kind: KindName
    model: str | None
    status: Status
    label_printed: bool


def fleet_of(session: Session, institution_id: int) -> tuple[FleetRow, ...]:
    """Every device of an institution but the voided ones, counted in one statement."""
    kind = (Kind.position, Kind.code, Kind.name_lv, Kind.name_en)
    rows = session.execute(
        select(
            Device.room_id,
            Device.purpose,
            Device.status,
            func.count(Device.id).label("many"),
            *kind,
        )
        .join(Kind, Kind.id == Device.kind_id)
        .where(Device.institution_id == institution_id, Device.voided_at.is_(None))
        .group_by(Device.room_id, Device.purpose, Device.status, *kind)
        .order_by(Kind.position)
    )
    return tuple(
        FleetRow(row.room_id, _kind(row), row.purpose, row.status, row.many) for row in rows
    )


def by_kind(fleet: Sequence[FleetRow]) -> tuple[KindRow, ...]:
    """The devices of each kind by group, in the order of kinds."""
    return tuple(
        _kind_row(kind, [row for row in fleet if row.kind == kind])
        for kind in dict.fromkeys(row.kind for row in fleet)
    )


def by_room(fleet: Sequence[FleetRow]) -> dict[int | None, tuple[tuple[KindName, int], ...]]:
    """Room -> how many devices of each kind stand in it and count, the most first."""
    sums: dict[int | None, Counter[KindName]] = {}
    for row in fleet:
        if row.counts:
            sums.setdefault(row.room_id, Counter())[row.kind] += row.count
    return {room_id: tuple(kinds.most_common()) for room_id, kinds in sums.items()}


def devices_in(session: Session, room_id: int) -> tuple[RoomDevice, ...]:
    """What stands in a room and was not written off, by kind, then by tag."""
    rows = session.execute(
        select(
            Device.id,
            Device.asset_tag,
            Manufacturer.name.label("maker"),
            Model.name.label("model"),
            Device.status,
            Device.label_printed_at,
            Kind.position,
            Kind.code,
            Kind.name_lv,
            Kind.name_en,
        )
        .join(Kind, Kind.id == Device.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .where(
            Device.room_id == room_id,
            Device.voided_at.is_(None),
            Device.status != Status.WRITTEN_OFF,
        )
        .order_by(Kind.position, Device.tag_key)
    )
    return tuple(
        RoomDevice(
            row.id,
            row.asset_tag,
            _kind(row),
            f"{row.maker} {row.model}" if row.model else None,
            row.status,
            row.label_printed_at is not None,
        )
        for row in rows
    )


def _kind(row: Any) -> KindName:
    return KindName(row.position, row.code, row.name_lv, row.name_en)


def _kind_row(kind: KindName, rows: Collection[FleetRow]) -> KindRow:
    groups = {
        group: sum(row.count for row in rows if row.status in statuses)
        for group, statuses in GROUPS.items()
    }
    return KindRow(kind, sum(row.count for row in rows if row.counts), groups)
