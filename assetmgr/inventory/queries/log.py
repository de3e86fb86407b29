"""The expected list and the log of one stocktake, as the rules read them."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.inventory.models import StocktakeEntry, StocktakeLine, StocktakePhone
from assetmgr.inventory.policy.rows import Entry, Line


def lines_of(session: Session, stocktake_id: int) -> tuple[Line, ...]:
    """The expected devices, by tag."""
    rows = session.execute(
        select(
            StocktakeLine.device_id, StocktakeLine.tag_key, StocktakeLine.room_id,
            StocktakeLine.decision, StocktakeLine.note,
        )
        .where(StocktakeLine.stocktake_id == stocktake_id)
        .order_by(StocktakeLine.tag_key, StocktakeLine.device_id)
    )  # fmt: skip
    return tuple(Line(*row) for row in rows)


def entries_of(
    session: Session, stocktake_id: int, *criteria: ColumnElement[bool]
) -> tuple[Entry, ...]:
    """What the phones told, in its order; `criteria` on StocktakeEntry narrow it."""
    rows = session.execute(
        select(
            StocktakeEntry.id, StocktakeEntry.phone_id, StocktakeEntry.number,
            StocktakeEntry.uuid, StocktakeEntry.action, StocktakeEntry.at, StocktakeEntry.target,
            StocktakeEntry.code, StocktakeEntry.outcome, StocktakeEntry.device_id,
            StocktakeEntry.owner, StocktakeEntry.room_id, StocktakeEntry.note,
            StocktakeEntry.condition, StocktakeEntry.move_here, StocktakeEntry.received_at,
            StocktakeEntry.is_late, StocktakeEntry.resolved_by, StocktakeEntry.resolution,
            StocktakeEntry.room, StocktakeEntry.asset_tag, StocktakeEntry.kind_id,
            StocktakeEntry.model, StocktakeEntry.status, StocktakePhone.name,
            StocktakePhone.joined_by,
        )
        .join(StocktakePhone, StocktakePhone.id == StocktakeEntry.phone_id)
        .where(StocktakeEntry.stocktake_id == stocktake_id, *criteria)
        .order_by(StocktakeEntry.id)
    )  # fmt: skip
    return tuple(Entry(*row) for row in rows)
