"""Lists of stocktakes with how far each one is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Result, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine, StocktakePhone
from assetmgr.inventory.queries.heads import Head, heads
from assetmgr.inventory.queries.standing import expected_and_seen

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class StocktakeRow:
    """A stocktake with its progress; `found` are devices seen anywhere.

    `phones` joined, `waiting` of them have neither signed off nor been overridden.
    """

    head: Head
    expected: int
    found: int
    phones: int
    waiting: int

    @property
    def missing(self) -> int:
        """Expected devices that nobody saw."""
        return self.expected - self.found


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters of the list, joined by 'and'; None and nothing let everything pass."""

    institution_ids: Collection[int] | None = None
    status: StocktakeStatus | None = None
    round_id: int | None = None
    outside_rounds: Collection[int] = ()
    """Rounds whose stocktakes are left out."""
    before_id: int | None = None
    """Where the page begins: stocktakes that were opened before this one."""


def stocktakes(
    session: Session, wanted: Wanted, limit: int = PAGE
) -> tuple[tuple[StocktakeRow, ...], bool]:
    """A page of stocktakes, the newest first, and whether there are more; four statements."""
    found = heads(session, *_criteria(wanted), limit=limit + 1)
    shown = found[:limit]
    return _rows(session, shown), len(found) > limit


def _criteria(wanted: Wanted) -> list[ColumnElement[bool]]:
    criteria: list[ColumnElement[bool]] = []
    if wanted.institution_ids is not None:
        criteria.append(Stocktake.institution_id.in_(wanted.institution_ids))
    if wanted.status is not None:
        criteria.append(Stocktake.status == wanted.status)
    if wanted.round_id is not None:
        criteria.append(Stocktake.round_id == wanted.round_id)
    if wanted.outside_rounds:
        outside = Stocktake.round_id.not_in(wanted.outside_rounds)
        criteria.append(or_(Stocktake.round_id.is_(None), outside))
    if wanted.before_id is not None:
        criteria.append(Stocktake.id < wanted.before_id)
    return criteria


def _rows(session: Session, found: tuple[Head, ...]) -> tuple[StocktakeRow, ...]:
    counts = _closed_counts(session, [head.id for head in found if not head.is_open])
    counts |= _open_counts(session, [head.id for head in found if head.is_open])
    phones = _phones(session, [head.id for head in found])
    return tuple(
        StocktakeRow(head, *counts.get(head.id, (0, 0)), *phones.get(head.id, (0, 0)))
        for head in found
    )


def _open_counts(session: Session, ids: list[int]) -> dict[int, tuple[int, int]]:
    if not ids:
        return {}
    rows = expected_and_seen(session, StocktakeLine.stocktake_id, stocktake_ids=ids)
    return {key: (expected, seen) for key, expected, seen in rows}


def _closed_counts(session: Session, ids: list[int]) -> dict[int, tuple[int, int]]:
    if not ids:
        return {}
    missing = func.sum(case((StocktakeLine.result == Result.MISSING, 1), else_=0))
    rows = session.execute(
        select(StocktakeLine.stocktake_id, func.count(), missing)
        .where(StocktakeLine.stocktake_id.in_(ids))
        .group_by(StocktakeLine.stocktake_id)
    )
    return {key: (expected, expected - gone) for key, expected, gone in rows}


def _phones(session: Session, ids: list[int]) -> dict[int, tuple[int, int]]:
    if not ids:
        return {}
    waits = and_(StocktakePhone.signed_off_at.is_(None), StocktakePhone.overridden_at.is_(None))
    rows = session.execute(
        select(StocktakePhone.stocktake_id, func.count(), func.sum(case((waits, 1), else_=0)))
        .where(StocktakePhone.stocktake_id.in_(ids))
        .group_by(StocktakePhone.stocktake_id)
    )
    return {key: (joined, waiting) for key, joined, waiting in rows}
