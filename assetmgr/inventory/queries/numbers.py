"""Numbers and overlaps of an institution's stocktakes."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Institution
from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.policy.naming import label


def next_number(session: Session, institution_id: int) -> int:
    """The number that the institution's next stocktake gets."""
    last = session.scalar(
        select(func.max(Stocktake.number)).where(Stocktake.institution_id == institution_id)
    )
    return (last or 0) + 1


def overlapping(session: Session, stocktake: Stocktake) -> tuple[str, ...]:
    """The institution's other open stocktakes that expect one of the same devices, by name."""
    mine = select(StocktakeLine.device_id).where(StocktakeLine.stocktake_id == stocktake.id)
    rows = session.execute(
        select(Institution.code, Stocktake.number)
        .join(Institution, Institution.id == Stocktake.institution_id)
        .where(
            Stocktake.institution_id == stocktake.institution_id,
            Stocktake.id != stocktake.id,
            Stocktake.status == StocktakeStatus.OPEN,
            Stocktake.id.in_(
                select(StocktakeLine.stocktake_id).where(
                    StocktakeLine.institution_id == stocktake.institution_id,
                    StocktakeLine.device_id.in_(mine),
                )
            ),
        )
        .order_by(Stocktake.number)
    )
    return tuple(label(code, number) for code, number in rows)


def codes_of(session: Session, institution_ids: Collection[int]) -> dict[int, str]:
    """The codes of institutions, by id."""
    rows = session.execute(
        select(Institution.id, Institution.code).where(Institution.id.in_(institution_ids))
    )
    return dict(rows.all())
