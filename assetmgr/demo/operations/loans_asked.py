"""What the demo's pupils ask for and have not got yet."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_insert
from assetmgr.demo.chance import pick, share
from assetmgr.loans.queries.borrowers import ToLendTo
from assetmgr.numbering.codes import Series
from assetmgr.numbering.operations import next_numbers
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest

_MOST: Final = 7
_REASONS: Final = (Reason.NO_DEVICE, Reason.SHARED_DEVICE, Reason.BROKEN_DEVICE)
_STATUSES: Final = (
    (0.55, RequestStatus.SUBMITTED),
    (0.80, RequestStatus.CONFIRMED),
    (0.90, RequestStatus.POSTPONED),
    (1.00, RequestStatus.DECLINED),
)


def load_requests(
    session: Session,
    code: str,
    pupils: Sequence[ToLendTo],
    borrowers: Collection[int],
    kind_id: int,
    until: date,
) -> None:
    """Write requests for a Chromebook of a few pupils of the institution who have nothing yet."""
    count = 2 + int(share("asking", code) * (_MOST - 1))
    asking = [one for one in pupils if one.id not in borrowers][:count]
    if not asking:
        return
    numbers = next_numbers(session, asking[0].institution_id, Series.REQUEST, len(asking))
    rows = [_request(one, kind_id, until) for one in asking]
    rows.sort(key=lambda row: row["submitted_at"])
    numbered = ({**row, "number": n} for row, n in zip(rows, numbers, strict=True))
    bulk_insert(session, LoanRequest, numbered)


def _request(one: ToLendTo, kind_id: int, until: date) -> dict[str, Any]:
    drawn = share("request", one.key)
    status = next(status for below, status in _STATUSES if drawn < below)
    asked = until - timedelta(days=int(share("asked", one.key) * 30))
    decided = min(asked + timedelta(days=2), until)
    is_decided = status is not RequestStatus.SUBMITTED
    return {
        "institution_id": one.institution_id,
        "person_id": one.id,
        "kind_id": kind_id,
        "sensitive": False,
        "status": status,
        "reason": pick(_REASONS, "reason", one.key),
        "channel": Channel.BORROWER,
        "submitted_at": _at(asked, 15),
        "decided_at": _at(decided, 16) if is_decided else None,
        "decided_by": "Skolas bibliotekārs" if is_decided else None,
        "answer": "Ģimenei skolas ierīce jau ir." if status is RequestStatus.DECLINED else None,
        "postponed_until": until + timedelta(days=14)
        if status is RequestStatus.POSTPONED
        else None,
        "version": 1,
    }


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, tzinfo=UTC))
