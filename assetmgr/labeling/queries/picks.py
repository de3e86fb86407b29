"""The devices that labels are printed for, with what may stand on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.batches import batches
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.models import Institution, Room
from assetmgr.labeling.codes import Order
from assetmgr.labeling.policy.style import Shown
from assetmgr.labeling.policy.walking import Stop
from assetmgr.labeling.queries.choice import Choice, criteria
from assetmgr.labeling.queries.walk import AT_ONCE, walk


@dataclass(frozen=True, slots=True)
class Pick:
    """A device with what may stand on its label; `was_printed` where it had a label before."""

    id: int
    institution_id: int
    room_id: int | None
    tag: str
    shown: Shown
    was_printed: bool


def count_of(session: Session, choice: Choice) -> int:
    """How many devices are chosen."""
    statement = (
        select(func.count(Device.id)).join(Kind, Kind.id == Device.kind_id).where(*criteria(choice))
    )
    return session.scalar(statement) or 0


def picks_of(session: Session, choice: Choice, most: int | None = None) -> tuple[Pick, ...]:
    """The chosen devices in the order that the choice names, at most so many."""
    chosen = _picking().where(*criteria(choice))
    if choice.order is Order.TAG:
        return _picks(session, chosen.limit(most))
    stops = _first(walk(session, choice), most)
    rooms = [stop.room_id for stop in stops if stop.room_id is not None]
    if most is not None and len(rooms) <= AT_ONCE:
        nowhere = Device.room_id.is_(None) if len(rooms) < len(stops) else None
        in_them = Device.room_id.in_(rooms)
        chosen = chosen.where(in_them if nowhere is None else or_(in_them, nowhere))
    return in_walking_order(_picks(session, chosen), stops)[:most]


def in_walking_order(picks: Iterable[Pick], stops: Sequence[Stop]) -> tuple[Pick, ...]:
    """The picks room by room; those of one room keep their order."""
    ranks = {stop.room_id: rank for rank, stop in enumerate(stops)}
    return tuple(sorted(picks, key=lambda pick: ranks.get(pick.room_id, len(ranks))))


def picks_by_tag(session: Session, tags: Iterable[str]) -> dict[str, Pick]:
    """Comparable tag -> its device, for each tag that there is."""
    found: dict[str, Pick] = {}
    for keys in batches((key for tag in tags if (key := comparable(tag))), AT_ONCE):
        named = _picking().where(Device.voided_at.is_(None), Device.tag_key.in_(keys))
        found |= {comparable(pick.tag) or "": pick for pick in _picks(session, named)}
    return found


def _first(stops: Sequence[Stop], most: int | None) -> Sequence[Stop]:
    """The stops at which the first so many devices stand."""
    if most is None:
        return stops
    reached = 0
    for place, stop in enumerate(stops):
        reached += stop.count
        if reached >= most:
            return stops[: place + 1]
    return stops


def _picking() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Device.id,
            Device.institution_id,
            Device.room_id,
            Device.asset_tag,
            Device.inventory_number,
            Device.serial_number,
            Device.label_printed_at,
            Institution.short_name,
            Manufacturer.name.label("maker"),
            Model.name.label("model"),
            Kind.name_lv,
            Room.name.label("room"),
        )
        .join(Institution, Institution.id == Device.institution_id)
        .join(Kind, Kind.id == Device.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .order_by(Device.tag_key, Device.id)
    )


def _picks(session: Session, statement: Select[*tuple[Any, ...]]) -> tuple[Pick, ...]:
    return tuple(
        Pick(
            row.id,
            row.institution_id,
            row.room_id,
            row.asset_tag,
            Shown(
                owner=row.short_name,
                model=f"{row.maker} {row.model}" if row.model else None,
                kind=row.name_lv,
                room=row.room,
                inventory_number=row.inventory_number,
                serial_number=row.serial_number,
            ),
            row.label_printed_at is not None,
        )
        for row in session.execute(statement)
    )
