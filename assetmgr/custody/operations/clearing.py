"""Verdicts go after 60 days, and all of them where the comparing is off."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.custody.models import CustodyDay, CustodyDismissal
from assetmgr.custody.policy.proposing import KEPT
from assetmgr.custody.queries.setting import is_on
from assetmgr.db.bulk import bulk_delete


def clear_custody(session: Session, today: date) -> int:
    """Delete one day of what is not kept any longer; how many verdicts, 0 where none is left."""
    bulk_delete(session, CustodyDismissal, CustodyDismissal.until <= today)
    first = session.scalar(select(func.min(CustodyDay.day)))
    if first is None or (first >= today - KEPT and is_on(session)):
        return 0
    return bulk_delete(session, CustodyDay, CustodyDay.day == first)
