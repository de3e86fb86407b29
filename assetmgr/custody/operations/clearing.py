"""Verdicts go after 60 days, and all of them where the comparing is off."""

from datetime import date

from sqlalchemy.orm import Session

from assetmgr.custody.models import CustodyDay, CustodyDismissal
from assetmgr.custody.policy.proposing import KEPT
from assetmgr.custody.queries.setting import is_on
from assetmgr.db.bulk import bulk_delete


def clear_custody(session: Session, today: date) -> int:
    """Delete what is not kept any longer; how many verdicts."""
    bulk_delete(session, CustodyDismissal, CustodyDismissal.until <= today)
    old = [CustodyDay.day < today - KEPT] if is_on(session) else []
    return bulk_delete(session, CustodyDay, *old)
