"""What each sync counts, so that no page has to."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_delete, bulk_insert
from assetmgr.lending.models import UnusedCount


def keep_unused(session: Session, counts: Mapping[int, int], day: date) -> None:
    """Keep how many lent devices of each institution are unused on a day, in place of before."""
    bulk_delete(session, UnusedCount)
    rows = (
        {"institution_id": place, "day": day, "count": count} for place, count in counts.items()
    )
    bulk_insert(session, UnusedCount, rows)
