"""Scans that stand, and devices that were seen, for lists and live progress."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Action
from assetmgr.inventory.models import StocktakeEntry, StocktakeLine


def standing_scans(columns: Sequence[Any], *criteria: ColumnElement[bool]) -> Select[Any]:
    """The scans of before the closing that were not taken back.

    Args:
        columns: of StocktakeEntry.
        criteria: on StocktakeEntry; they say which stocktakes.
    """
    undo = _undos(*criteria)
    taken_back = and_(
        undo.c.phone_id == StocktakeEntry.phone_id, undo.c.target == StocktakeEntry.uuid
    )
    return (
        select(*columns)
        .outerjoin(undo, taken_back)
        .where(
            *criteria,
            StocktakeEntry.action == Action.SCAN,
            StocktakeEntry.is_late.is_(False),
            or_(undo.c.last_id.is_(None), undo.c.last_id < StocktakeEntry.id),
        )
    )


def seen_devices(*criteria: ColumnElement[bool]) -> Subquery:
    """Each stocktake's devices with a scan that stands: (stocktake_id, device_id), once each."""
    scans = standing_scans([StocktakeEntry.stocktake_id, StocktakeEntry.device_id], *criteria)
    return scans.where(StocktakeEntry.device_id.is_not(None)).distinct().subquery()


def _undos(*criteria: ColumnElement[bool]) -> Subquery:
    """Grouped, so that SQLite makes a table with an index of it: targets have none of their own."""
    return (
        select(
            StocktakeEntry.phone_id,
            StocktakeEntry.target,
            func.max(StocktakeEntry.id).label("last_id"),
        )
        .where(*criteria, StocktakeEntry.action == Action.UNDO, StocktakeEntry.is_late.is_(False))
        .group_by(StocktakeEntry.phone_id, StocktakeEntry.target)
        .subquery()
    )


def expected_and_seen(session: Session, *keys: Any, stocktake_ids: list[int]) -> list[Any]:
    """Rows of `keys` (columns of StocktakeLine) with how many are expected, and how many seen."""
    seen = seen_devices(StocktakeEntry.stocktake_id.in_(stocktake_ids))
    same = and_(
        seen.c.stocktake_id == StocktakeLine.stocktake_id,
        seen.c.device_id == StocktakeLine.device_id,
    )
    statement = (
        select(*keys, func.count(), func.count(seen.c.device_id))
        .select_from(StocktakeLine)
        .outerjoin(seen, same)
        .where(StocktakeLine.stocktake_id.in_(stocktake_ids))
        .group_by(*keys)
    )
    return list(session.execute(statement))
