"""Which waiting requests new acts serve."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.models import Act
from assetmgr.requests.codes import WAITING, RequestStatus
from assetmgr.requests.models import LoanRequest


def serve_requests(
    session: Session, acts: Mapping[Act, int | None], *, now: datetime
) -> list[LoanRequest]:
    """Let acts serve what their borrowers wait for: the request named, else one for the kind."""
    waiting = session.scalars(
        select(LoanRequest)
        .where(
            LoanRequest.person_id.in_([act.person_id for act in acts]),
            LoanRequest.act_id.is_(None),
            LoanRequest.status.in_(WAITING),
        )
        .order_by(LoanRequest.id)
    ).all()
    served = []
    for act, request_id in acts.items():
        fitting = (
            one
            for one in waiting
            if one.person_id == act.person_id
            and one.act_id is None
            and (one.id == request_id if request_id else one.kind_id == act.kind_id)
        )
        if found := next(fitting, None):
            found.act_id, found.served_at = act.id, now
            found.status = RequestStatus.CONFIRMED
            served.append(found)
    return served
