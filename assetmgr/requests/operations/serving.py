"""Which waiting requests acts serve, from when on, and that they wait again."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_change_one, bulk_set
from assetmgr.db.errors import refusing
from assetmgr.db.known import read_anew
from assetmgr.db.scope import system_scope
from assetmgr.loans.models import Act
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.waiting import WAITS

_REASON: Final = "a request hangs on its act for the municipality, too, which sees nobody's"


def serve_requests(
    session: Session, acts: Mapping[Act, int | None], *, now: datetime
) -> list[LoanRequest]:
    """Let acts serve what their borrowers wait for: the request named, else one for the kind."""
    waiting = session.scalars(
        select(LoanRequest)
        .where(
            LoanRequest.person_id.in_([act.person_id for act in acts]),
            WAITS,
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


def serve_one(
    session: Session, act: Act, request_id: int, version: int, *, sensitive: bool, now: datetime
) -> None:
    """Let an act serve a request that was read a moment ago, in one statement.

    Raises:
        StaleDataError: somebody changed the request at this moment.
    """
    owner = {"institution_id": act.institution_id, "sensitive": sensitive}
    key = {"id": request_id, **owner, "version": version}
    told = {"act_id": act.id, "served_at": now, "status": RequestStatus.CONFIRMED}
    bulk_change_one(session, LoanRequest, key, {**told, "version": version + 1})
    read_anew(session, LoanRequest, request_id)


def note_issued(session: Session, acts: Collection[Act], *, now: datetime) -> None:
    """What was prepared is handed out: from now on the requests are served."""
    ids = [act.id for act in acts]
    with system_scope(session, reason=_REASON):
        bulk_set(session, LoanRequest, LoanRequest.act_id.in_(ids), served_at=now)


def release_requests(session: Session, acts: Collection[Act], *, now: datetime) -> None:
    """Let requests wait again whose acts are cancelled, each as it was decided before.

    Whoever asked for the same once more meanwhile waits by the newer request; the older one ends.
    """
    with system_scope(session, reason=_REASON):
        _release(session, [act.id for act in acts], now)


def _release(session: Session, ids: Collection[int], now: datetime) -> None:
    served = session.scalars(select(LoanRequest).where(LoanRequest.act_id.in_(ids))).all()
    if not served:
        return
    waiting = session.execute(
        select(LoanRequest.person_id, LoanRequest.kind_id).where(
            LoanRequest.person_id.in_({one.person_id for one in served}),
            WAITS,
        )
    )
    newer = {(row.person_id, row.kind_id) for row in waiting}
    for one in served:
        one.act_id = one.served_at = None
        if (one.person_id, one.kind_id) in newer:
            one.status, one.decided_at, one.postponed_until = RequestStatus.WITHDRAWN, now, None
        else:
            one.status = _decided(one)
    with refusing():
        session.flush()


def _decided(one: LoanRequest) -> RequestStatus:
    if one.decided_at is None:
        return RequestStatus.SUBMITTED
    return RequestStatus.POSTPONED if one.postponed_until else RequestStatus.CONFIRMED
