"""Who has something on loan."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.codes import OPEN
from assetmgr.loans.models import Act


def with_open_loans(session: Session, institution_ids: Iterable[int]) -> frozenset[int]:
    """The people of these institutions who have an open act."""
    rows = session.scalars(
        select(Act.person_id).where(
            Act.institution_id.in_(sorted(institution_ids)), Act.status.in_(OPEN)
        )
    )
    return frozenset(rows)
