"""What small counts found missing or damaged, for LIP IT to do something about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.inventory.codes import Condition, Form, Result, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine


@dataclass(frozen=True, slots=True)
class Trouble:
    """A device that the newest small count of it found missing or damaged.

    It stays on the list until its status changes, or the next small count that expects it finds
    it well; a count of another kind or room says nothing of it.
    """

    stocktake_id: int
    institution: str
    closed_at: datetime
    device_id: int
    tag: str
    model: str
    result: Result
    note: str | None


def troubles(session: Session, institution_id: int | None = None) -> tuple[Trouble, ...]:
    """All of them within the scope, or those of one institution, the newest count first."""
    found = _open_troubles(
        Stocktake.id, Institution.short_name, Stocktake.closed_at, StocktakeLine.device_id,
        StocktakeLine.asset_tag, StocktakeLine.model, StocktakeLine.result, StocktakeLine.note,
    )  # fmt: skip
    if institution_id is not None:
        found = found.where(Stocktake.institution_id == institution_id)
    rows = session.execute(found.order_by(Stocktake.id.desc(), StocktakeLine.tag_key))
    return tuple(Trouble(*row) for row in rows)


def trouble_count(session: Session) -> int:
    """How many there are within the scope."""
    return session.scalar(_open_troubles(func.count())) or 0


def _open_troubles(*columns: Any) -> Select[Any]:
    newer, its_line = aliased(Stocktake), aliased(StocktakeLine)
    counted_since = (
        exists()
        .where(
            newer.institution_id == Stocktake.institution_id,
            newer.id > Stocktake.id,
            newer.form == Form.TICKED,
            newer.status == StocktakeStatus.CLOSED,
            its_line.stocktake_id == newer.id,
            its_line.device_id == StocktakeLine.device_id,
        )
        .correlate(Stocktake, StocktakeLine)
    )
    return (
        select(*columns)
        .select_from(Stocktake)
        .join(StocktakeLine, StocktakeLine.stocktake_id == Stocktake.id)
        .join(Institution, Institution.id == Stocktake.institution_id)
        .join(
            Device,
            and_(Device.id == StocktakeLine.device_id, Device.status == StocktakeLine.status),
        )
        .where(
            Stocktake.form == Form.TICKED,
            Stocktake.status == StocktakeStatus.CLOSED,
            Device.voided_at.is_(None),
            or_(
                StocktakeLine.result == Result.MISSING,
                StocktakeLine.condition == Condition.DAMAGED,
            ),
            ~counted_since,
        )
    )
