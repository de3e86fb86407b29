"""Who has something on loan."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.codes import OPEN
from assetmgr.loans.models import Act


def open_acts(session: Session, person_id: int) -> Sequence[Act]:
    """What the person has or can fetch, within the scope; what is due first comes first."""
    return session.scalars(
        select(Act)
        .where(Act.person_id == person_id, Act.status.in_(OPEN))
        .order_by(Act.due_on.is_(None), Act.due_on, Act.id)
    ).all()


def with_open_loans(session: Session, institution_ids: Iterable[int]) -> frozenset[int]:
    """The people of these institutions who have an open act."""
    rows = session.scalars(
        select(Act.person_id).where(
            Act.institution_id.in_(sorted(institution_ids)), Act.status.in_(OPEN)
        )
    )
    return frozenset(rows)
