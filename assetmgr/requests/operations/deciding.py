"""The desk's decisions: confirmed, postponed, declined, and taken back."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.errors import Refused, refusing
from assetmgr.i18n.marks import N_
from assetmgr.people.models import Person
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.letters import tell
from assetmgr.requests.operations.trail import request_entry
from assetmgr.requests.policy.statuses import ensure_later, ensure_may_become
from assetmgr.requests.queries.one import numbers_of


def confirm(
    session: Session,
    requests: Collection[LoanRequest],
    *,
    address: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Promise a device; each borrower is told by mail (`address`: of the borrowers' page).

    Raises:
        Refused: one was confirmed, served or has ended; nothing is confirmed then.
    """
    _decide(session, requests, RequestStatus.CONFIRMED, address=address, actor=actor, now=now)


def postpone(
    session: Session,
    request: LoanRequest,
    until: date,
    answer: str | None = None,
    *,
    address: str,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Let a request wait outside the queue until a day; then it takes its place again.

    Raises:
        Refused: the day is past, or the request was served or has ended.
    """
    ensure_later(until, today)
    _decide(
        session,
        [request],
        RequestStatus.POSTPONED,
        until=until,
        answer=answer,
        address=address,
        actor=actor,
        now=now,
    )


def decline(
    session: Session,
    request: LoanRequest,
    answer: str,
    *,
    address: str,
    actor: Actor,
    now: datetime,
) -> None:
    """End a request without a device, and say why.

    Raises:
        Refused: no reason is given, or the request was served or has ended.
    """
    if not answer.strip():
        raise Refused(N_("Write why, so that it can be understood."), field="answer")
    _decide(
        session,
        [request],
        RequestStatus.DECLINED,
        answer=answer,
        address=address,
        actor=actor,
        now=now,
    )


def undo(session: Session, request: LoanRequest, *, actor: Actor, now: datetime) -> None:
    """Take a decision back: the request waits for one again, at its old place.

    Raises:
        Refused: there is no decision, the device is handed out, or a newer request waits.
    """
    is_served = request.act_id is not None
    ensure_may_become(request.status, RequestStatus.SUBMITTED, is_served=is_served)
    before, request.status = request.status, RequestStatus.SUBMITTED
    request.decided_at = request.decided_by = request.answer = request.postponed_until = None
    with refusing():
        session.flush()
    _note(session, "decision undone", {request: before}, actor=actor, now=now)


def _decide(
    session: Session,
    requests: Collection[LoanRequest],
    status: RequestStatus,
    *,
    until: date | None = None,
    answer: str | None = None,
    address: str,
    actor: Actor,
    now: datetime,
) -> None:
    before = {}
    for request in requests:
        ensure_may_become(request.status, status, is_served=request.act_id is not None)
        before[request] = request.status
        request.status, request.answer, request.postponed_until = status, answer or None, until
        request.decided_at, request.decided_by = now, actor.name
    session.flush()
    people = _note(session, status.value, before, actor=actor, now=now)
    tell(session, requests, people, address=address, now=now)


def _note(
    session: Session,
    action: str,
    before: dict[LoanRequest, RequestStatus],
    *,
    actor: Actor,
    now: datetime,
) -> dict[int, Person]:
    """Tell the trail; gives whoever asked, by id."""
    numbers = numbers_of(session, before)
    asked = select(Person).where(Person.id.in_({one.person_id for one in before}))
    people = {one.id: one for one in session.scalars(asked)}
    record_all(
        session,
        (
            request_entry(
                action,
                one,
                numbers[one.id],
                status,
                person_key=people[one.person_id].key,
                actor=actor,
                now=now,
            )
            for one, status in before.items()
        ),
    )
    return people
