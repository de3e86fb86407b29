"""Numbers without a gap: one series each for an institution's acts and requests."""

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_change_one, bulk_next
from assetmgr.db.scope import system_scope
from assetmgr.numbering.codes import Series
from assetmgr.numbering.models import NumberSeries


def next_numbers(session: Session, institution_id: int, series: Series, count: int = 1) -> range:
    """So many numbers that nobody else gets; whoever also asks waits for this transaction's end."""
    with system_scope(session, reason="a borrower's request is numbered like every other one"):
        last = bulk_next(
            session,
            NumberSeries,
            {"institution_id": institution_id, "series": series},
            column="last",
            by=count,
        )
    return range(last - count + 1, last + 1)


def take_number(session: Session, institution_id: int, series: Series, last: int) -> int:
    """The number after the `last` one, which was read in this transaction, and locked.

    Raises:
        StaleDataError: it is not the last one any more.
    """
    key = {"institution_id": institution_id, "series": series, "last": last}
    bulk_change_one(session, NumberSeries, key, {"last": last + 1})
    return last + 1
