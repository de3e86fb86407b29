"""What a stocktake would expect, told before it is opened."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device
from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.policy.scope import Scope
from assetmgr.inventory.queries.expected import fitting


@dataclass(frozen=True, slots=True)
class Overlap:
    """An open stocktake that expects `count` of the same devices."""

    stocktake_id: int
    number: int
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many devices would be expected, and which open stocktakes expect them already."""

    count: int
    overlaps: tuple[Overlap, ...] = ()


def foreseen(session: Session, institution_id: int, scope: Scope, now: datetime) -> Foreseen:
    """What an institution's stocktake with this scope would expect, in two statements."""
    wanted = [Device.institution_id == institution_id, *fitting(scope, now)]
    count = session.scalar(select(func.count(Device.id)).where(*wanted)) or 0
    return Foreseen(count, _overlaps(session, institution_id, wanted) if count else ())


def _overlaps(
    session: Session, institution_id: int, wanted: Sequence[ColumnElement[bool]]
) -> tuple[Overlap, ...]:
    count = func.count(StocktakeLine.device_id)
    rows = session.execute(
        select(Stocktake.id, Stocktake.number, Stocktake.title, count)
        .join(StocktakeLine, StocktakeLine.stocktake_id == Stocktake.id)
        .where(
            Stocktake.institution_id == institution_id,
            Stocktake.status == StocktakeStatus.OPEN,
            StocktakeLine.device_id.in_(select(Device.id).where(*wanted)),
        )
        .group_by(Stocktake.id, Stocktake.number, Stocktake.title)
        .order_by(Stocktake.number)
    )
    return tuple(Overlap(*row) for row in rows)


def foreseen_in_all(session: Session, scope: Scope, now: datetime) -> Mapping[int, int]:
    """Institution -> how many devices a round with this scope would expect; none where zero."""
    rows = session.execute(
        select(Device.institution_id, func.count(Device.id))
        .where(*fitting(scope, now))
        .group_by(Device.institution_id)
    )
    return dict(rows.all())


def open_in(session: Session, institution_ids: Collection[int]) -> tuple[int, ...]:
    """Which of these institutions have an open stocktake already."""
    rows = session.scalars(
        select(Stocktake.institution_id)
        .where(
            Stocktake.institution_id.in_(institution_ids),
            Stocktake.status == StocktakeStatus.OPEN,
        )
        .distinct()
    )
    return tuple(rows)
