"""Numbers of an institution's stocktakes."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Institution
from assetmgr.inventory.models import Stocktake


def next_number(session: Session, institution_id: int) -> int:
    """The number that the institution's next stocktake gets."""
    last = session.scalar(
        select(func.max(Stocktake.number)).where(Stocktake.institution_id == institution_id)
    )
    return (last or 0) + 1


def codes_of(session: Session, institution_ids: Collection[int]) -> dict[int, str]:
    """The codes of institutions, by id."""
    rows = session.execute(
        select(Institution.id, Institution.code).where(Institution.id.in_(institution_ids))
    )
    return dict(rows.all())
