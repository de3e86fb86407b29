"""What small counts found missing or damaged, for LIP IT to do something about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.inventory.codes import Condition, Form, Result, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine


@dataclass(frozen=True, slots=True)
class Trouble:
    """A device that the newest small count of its institution found missing or damaged.

    It stays on the list until its status changes, or the next small count finds it well.
    """

    stocktake_id: int
    institution: str
    closed_at: datetime
    device_id: int
    tag: str
    model: str
    result: Result
    note: str | None


def troubles(session: Session) -> tuple[Trouble, ...]:
    """All of them within the scope, the newest count first."""
    rows = session.execute(
        _open_troubles(
            Stocktake.id, Institution.short_name, Stocktake.closed_at, StocktakeLine.device_id,
            StocktakeLine.asset_tag, StocktakeLine.model, StocktakeLine.result, StocktakeLine.note,
        ).order_by(Stocktake.id.desc(), StocktakeLine.tag_key)
    )  # fmt: skip
    return tuple(Trouble(*row) for row in rows)


def trouble_count(session: Session) -> int:
    """How many there are within the scope."""
    return session.scalar(_open_troubles(func.count())) or 0


def _open_troubles(*columns: Any) -> Select[Any]:
    newer = aliased(Stocktake)
    newest = (
        select(func.max(newer.id))
        .where(
            newer.institution_id == Stocktake.institution_id,
            newer.form == Form.TICKED,
            newer.status == StocktakeStatus.CLOSED,
        )
        .correlate(Stocktake)
        .scalar_subquery()
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
            Stocktake.id == newest,
            Device.voided_at.is_(None),
            or_(
                StocktakeLine.result == Result.MISSING,
                StocktakeLine.condition == Condition.DAMAGED,
            ),
        )
    )
