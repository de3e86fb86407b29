"""What a stocktake would expect, told before it is opened."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.models import Device, Kind
from assetmgr.evidence.models import LastSeen
from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.policy.scope import Scope
from assetmgr.inventory.queries.expected import expected_rows


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
    ids = [row["device_id"] for row in expected_rows(session, institution_id, scope, now)]
    return Foreseen(len(ids), _overlaps(session, institution_id, ids) if ids else ())


def _overlaps(session: Session, institution_id: int, ids: Collection[int]) -> tuple[Overlap, ...]:
    count = func.count(StocktakeLine.device_id)
    rows = session.execute(
        select(Stocktake.id, Stocktake.number, Stocktake.title, count)
        .join(StocktakeLine, StocktakeLine.stocktake_id == Stocktake.id)
        .where(
            Stocktake.institution_id == institution_id,
            Stocktake.status == StocktakeStatus.OPEN,
            StocktakeLine.device_id.in_(ids),
        )
        .group_by(Stocktake.id, Stocktake.number, Stocktake.title)
        .order_by(Stocktake.number)
    )
    return tuple(Overlap(*row) for row in rows)


def foreseen_in_all(session: Session, scope: Scope, now: datetime) -> Mapping[int, int]:
    """Institution -> how many devices a round with this scope would expect; none where zero.

    A round has no sites and rooms: its scope is everything, kinds, or the doubtful ones.
    """
    statement = (
        select(Device.institution_id, func.count(Device.id))
        .where(Device.voided_at.is_(None), Device.status.not_in(sorted(NOT_COUNTED)))
        .group_by(Device.institution_id)
    )
    if scope.kinds:
        kinds = select(Kind.id).where(Kind.code.in_(scope.kinds))
        statement = statement.where(Device.kind_id.in_(kinds))
    if scope.doubtful_days is not None:
        since = now - timedelta(days=scope.doubtful_days)
        seen = exists().where(LastSeen.device_id == Device.id, LastSeen.seen_at >= since)
        statement = statement.where(~seen)
    return dict(session.execute(statement).all())


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
