"""Versions of terms."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from assetmgr.agreements.models import Terms


def versions(session: Session, institution_id: int) -> Sequence[Terms]:
    """All versions of an institution's terms, the newest first: that one holds."""
    return session.scalars(
        select(Terms).where(Terms.institution_id == institution_id).order_by(Terms.version.desc())
    ).all()


def current_terms(session: Session, institution_id: int) -> Terms | None:
    """The version that holds."""
    newest = aliased(Terms)
    last = (
        select(func.max(newest.id)).where(newest.institution_id == institution_id).scalar_subquery()
    )
    return session.scalars(select(Terms).where(Terms.id == last)).one_or_none()
