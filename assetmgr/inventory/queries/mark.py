"""Whether anything happened in a stocktake since somebody looked."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.inventory.models import Stocktake, StocktakeEntry, StocktakePhone


def mark_of(session: Session, stocktake_id: int) -> str:
    """A text that changes with all that phones tell and people resolve or decide; one statement."""
    of_this = StocktakeEntry.stocktake_id == stocktake_id
    row = session.execute(
        select(
            select(Stocktake.version).where(Stocktake.id == stocktake_id).scalar_subquery(),
            select(func.max(StocktakeEntry.id)).where(of_this).scalar_subquery(),
            select(func.count(StocktakeEntry.resolved_at)).where(of_this).scalar_subquery(),
            func.count(StocktakePhone.id),
            func.count(StocktakePhone.signed_off_at),
            func.count(StocktakePhone.overridden_at),
        ).where(StocktakePhone.stocktake_id == stocktake_id)
    ).one()
    return "-".join(str(value or 0) for value in row)
