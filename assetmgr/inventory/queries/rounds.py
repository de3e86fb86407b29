"""The municipality's rounds: how many of their stocktakes are closed, and how far the rest is."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine, StocktakeRound
from assetmgr.inventory.queries.standing import expected_and_seen

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round: its stocktakes within the scope, those closed, and the devices of the open ones."""

    id: int
    title: str
    opened_at: datetime
    due_on: date | None
    stocktakes: int
    closed: int
    expected: int = 0
    found: int = 0

    @property
    def is_open(self) -> bool:
        """Whether any of its stocktakes is still open."""
        return self.closed < self.stocktakes


def rounds(session: Session) -> tuple[RoundRow, ...]:
    """The newest rounds, in three statements at most."""
    statement = _rounds().order_by(StocktakeRound.id.desc()).limit(MOST)
    found = [RoundRow(*row) for row in session.execute(statement)]
    progress = _progress(session, [one.id for one in found if one.is_open])
    counts = ((one, progress.get(one.id, (0, 0))) for one in found)
    return tuple(replace(one, expected=count, found=seen) for one, (count, seen) in counts)


def round_or_none(session: Session, round_id: int) -> RoundRow | None:
    """One round, without the progress of its devices; none where the scope has nothing of it."""
    row = session.execute(_rounds().where(StocktakeRound.id == round_id)).one_or_none()
    return RoundRow(*row) if row else None


def due_days(session: Session, round_ids: Collection[int]) -> Mapping[int, date]:
    """Until when these rounds are to be closed; those without a day are left out."""
    rows = session.execute(
        select(StocktakeRound.id, StocktakeRound.due_on).where(
            StocktakeRound.id.in_(round_ids), StocktakeRound.due_on.is_not(None)
        )
    )
    return {key: day for key, day in rows if day is not None}


def late_count(session: Session, today: date, institution_ids: Collection[int]) -> int:
    """How many stocktakes of these institutions are open past the day of their round."""
    return (
        session.scalar(
            select(func.count(Stocktake.id))
            .join(StocktakeRound, StocktakeRound.id == Stocktake.round_id)
            .where(
                Stocktake.status == StocktakeStatus.OPEN,
                Stocktake.institution_id.in_(institution_ids),
                StocktakeRound.due_on < today,
            )
        )
        or 0
    )


def _rounds() -> Select[*tuple[Any, ...]]:
    closed = func.sum(case((Stocktake.status == StocktakeStatus.CLOSED, 1), else_=0))
    return (
        select(
            StocktakeRound.id,
            StocktakeRound.title,
            StocktakeRound.opened_at,
            StocktakeRound.due_on,
            func.count(Stocktake.id),
            closed,
        )
        .join(Stocktake, Stocktake.round_id == StocktakeRound.id)
        .group_by(
            StocktakeRound.id,
            StocktakeRound.title,
            StocktakeRound.opened_at,
            StocktakeRound.due_on,
        )
    )


def _progress(session: Session, round_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Devices expected and seen in each of these rounds, all their stocktakes together."""
    if not round_ids:
        return {}
    rows = session.execute(
        select(Stocktake.id, Stocktake.round_id).where(Stocktake.round_id.in_(round_ids))
    )
    round_of = {key: round_id for key, round_id in rows if round_id is not None}
    expected: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    for key, count, found in expected_and_seen(
        session, StocktakeLine.stocktake_id, stocktake_ids=[*round_of]
    ):
        expected[round_of[key]] += count
        seen[round_of[key]] += found
    return {key: (expected[key], seen[key]) for key in round_ids}
