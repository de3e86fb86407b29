"""What the last stocktake of a device found."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Result, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine


@dataclass(frozen=True, slots=True)
class Counted:
    """The last closed stocktake that expected a device; `room` is where it was found."""

    stocktake_id: int
    title: str
    closed_at: datetime
    result: Result
    room: str | None


def last_counted(session: Session, device_id: int, institution_id: int) -> Counted | None:
    """The last closed stocktake of the institution that expected the device."""
    row = session.execute(
        select(
            Stocktake.id,
            Stocktake.title,
            Stocktake.closed_at,
            StocktakeLine.result,
            StocktakeLine.found_room,
        )
        .join(StocktakeLine, StocktakeLine.stocktake_id == Stocktake.id)
        .where(
            Stocktake.institution_id == institution_id,
            Stocktake.status == StocktakeStatus.CLOSED,
            StocktakeLine.device_id == device_id,
        )
        .order_by(Stocktake.closed_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None or row.closed_at is None or row.result is None:
        return None
    return Counted(row.id, row.title, row.closed_at, row.result, row.found_room)
