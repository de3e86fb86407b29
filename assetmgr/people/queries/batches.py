"""Imports of people."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.people.models import PeopleBatch


def newest_batch(session: Session, institution_id: int) -> PeopleBatch | None:
    """The last import at an institution that was not undone."""
    return session.scalars(
        select(PeopleBatch)
        .where(PeopleBatch.institution_id == institution_id, PeopleBatch.undone_at.is_(None))
        .order_by(PeopleBatch.id.desc())
        .limit(1)
    ).one_or_none()


def batch_or_none(session: Session, batch_id: int) -> PeopleBatch | None:
    """The import with this id; None to strangers."""
    return session.scalars(select(PeopleBatch).where(PeopleBatch.id == batch_id)).one_or_none()
