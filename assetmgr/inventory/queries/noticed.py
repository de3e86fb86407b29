"""How many exceptions there are in stocktakes, for lists."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session, aliased

from assetmgr.inventory.codes import Action, Outcome
from assetmgr.inventory.models import StocktakeEntry

_EXCEPTIONS: Final = (Outcome.UNLISTED, Outcome.FOREIGN, Outcome.WRITTEN_OFF, Outcome.UNKNOWN)


def noticed(session: Session, stocktake_ids: Collection[int]) -> Mapping[int, int]:
    """Devices and codes that were scanned and not expected, each once; none where it is zero."""
    if not stocktake_ids:
        return {}
    undo = aliased(StocktakeEntry)
    undone = (
        select(undo.id)
        .where(
            undo.stocktake_id == StocktakeEntry.stocktake_id,
            undo.phone_id == StocktakeEntry.phone_id,
            undo.action == Action.UNDO,
            undo.target == StocktakeEntry.uuid,
        )
        .exists()
    )
    what = func.coalesce(cast(StocktakeEntry.device_id, String), StocktakeEntry.code)
    rows = session.execute(
        select(StocktakeEntry.stocktake_id, func.count(what.distinct()))
        .where(
            StocktakeEntry.stocktake_id.in_(stocktake_ids),
            StocktakeEntry.action == Action.SCAN,
            StocktakeEntry.outcome.in_(_EXCEPTIONS),
            StocktakeEntry.is_late.is_(False),
            ~undone,
        )
        .group_by(StocktakeEntry.stocktake_id)
    )
    return dict(rows.all())
