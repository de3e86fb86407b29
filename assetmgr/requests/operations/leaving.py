"""Who leaves waits for nothing any more."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.batches import batches
from assetmgr.db.errors import refusing
from assetmgr.db.scope import system_scope
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.trail import request_entry
from assetmgr.requests.queries.one import numbers_of
from assetmgr.requests.queries.waiting import WAITS

CHUNK = 1_000
_REASON = "whoever leaves waits for nothing, whether the request is seen here or not"


def withdraw_of(
    session: Session, keys: Mapping[int, str], *, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Withdraw what people wait for, by id with the key of each; it says what `give_back` needs.

    What is prepared for somebody already is the act's to end.
    """
    before: dict[str, Any] = {}
    with system_scope(session, reason=_REASON):
        for ids in batches(list(keys), CHUNK):
            waiting = session.scalars(
                select(LoanRequest)
                .where(
                    LoanRequest.person_id.in_(ids),
                    WAITS,
                )
                .order_by(LoanRequest.id)
                .with_for_update()
            ).all()
            before |= {str(one.id): _told(one) for one in waiting}
            statuses = {one.id: one.status for one in waiting}
            for one in waiting:
                one.status = RequestStatus.WITHDRAWN
                one.decided_at, one.postponed_until = now, None
            session.flush()
            _note(session, "withdrawn", waiting, statuses, keys, actor=actor, now=now)
    return before


def give_back(
    session: Session,
    before: Mapping[str, Any],
    withdrawn_at: datetime,
    keys: Mapping[int, str],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Let what `withdraw_of` withdrew at that moment wait again, as it waited then.

    Raises:
        Refused: somebody waits for such a device by another request.
    """
    with system_scope(session, reason=_REASON):
        for ids in batches([int(key) for key in before], CHUNK):
            found = session.scalars(
                select(LoanRequest)
                .where(
                    LoanRequest.id.in_(ids),
                    LoanRequest.status == RequestStatus.WITHDRAWN,
                    LoanRequest.decided_at == withdrawn_at,
                )
                .order_by(LoanRequest.id)
                .with_for_update()
            ).all()
            statuses = {one.id: one.status for one in found}
            for one in found:
                status, decided, until = before[str(one.id)]
                one.status = RequestStatus(status)
                one.decided_at = datetime.fromisoformat(decided) if decided else None
                one.postponed_until = date.fromisoformat(until) if until else None
            with refusing():
                session.flush()
            _note(session, "withdrawal undone", found, statuses, keys, actor=actor, now=now)


def _told(one: LoanRequest) -> list[str | None]:
    """How a request waits, as JSON holds it."""
    return [
        one.status.value,
        one.decided_at.isoformat() if one.decided_at else None,
        one.postponed_until.isoformat() if one.postponed_until else None,
    ]


def _note(
    session: Session,
    action: str,
    requests: Iterable[LoanRequest],
    before: Mapping[int, RequestStatus],
    keys: Mapping[int, str],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    those = list(requests)
    numbers = numbers_of(session, those)
    record_all(
        session,
        [
            request_entry(
                action,
                one,
                numbers[one.id],
                before[one.id],
                person_key=keys[one.person_id],
                actor=actor,
                now=now,
            )
            for one in those
        ],
    )
