"""What the audit trail keeps of requests: numbers and keys, neither names nor needs."""

from datetime import datetime
from typing import Any

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest


def request_entry(
    action: str,
    request: LoanRequest,
    number: str,
    before: RequestStatus | None,
    *,
    person_key: str,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """An audit row on a request; of what was asked for, and why, it says nothing."""
    return entry(
        action=action,
        subject="request",
        subject_id=request.id,
        label=number,
        institution_id=request.institution_id,
        before=None if before is None else {"status": before},
        after={"status": request.status, "person": person_key},
        actor=actor,
        now=now,
    )
