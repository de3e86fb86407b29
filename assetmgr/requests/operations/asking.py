"""Asking for a device, and no longer wanting it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused, refusing
from assetmgr.db.scope import Borrower, handles, scope_of
from assetmgr.devices.models import Kind
from assetmgr.i18n.marks import N_
from assetmgr.lending.queries.settings import settings_of
from assetmgr.numbering.codes import Series
from assetmgr.numbering.operations import next_numbers
from assetmgr.people.models import Person
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.trail import request_entry
from assetmgr.requests.policy.asking import ensure_may_ask, is_sensitive
from assetmgr.requests.policy.statuses import ensure_may_become
from assetmgr.requests.queries.one import numbers_of, waits_for


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of device, why, and the borrower's own words."""

    kind: Kind
    reason: Reason
    note: str | None = None


def submit(
    session: Session, person: Person, asked: Asked, *, channel: Channel, actor: Actor, now: datetime
) -> LoanRequest:
    """Put a request into the queue of the person's institution.

    Raises:
        Refused: the person left or waits for such a device already, the kind is one for named
            handlers, or borrowers are not to ask now (the desk may).
    """
    place = person.institution_id
    is_open = channel is Channel.DESK or settings_of(session, place).takes_requests
    ensure_may_ask(left_on=person.left_on, takes_requests=is_open)
    sensitive = is_sensitive(asked.kind.code)
    if sensitive:
        _ensure_handled(session, place)
    if waits_for(session, person.id, asked.kind.id):
        raise Refused(
            N_("There is a request for such a device already; it waits in the queue."),
            field="kind",
        )
    request = LoanRequest(
        institution_id=place,
        number=next_numbers(session, place, Series.REQUEST)[0],
        person_id=person.id,
        kind_id=asked.kind.id,
        sensitive=sensitive,
        status=RequestStatus.SUBMITTED,
        reason=asked.reason,
        note=asked.note or None,
        channel=channel,
        submitted_at=now,
    )
    session.add(request)
    with refusing():
        session.flush()
    _note(session, "submitted", request, None, person, actor=actor, now=now)
    return request


def withdraw(
    session: Session, request: LoanRequest, person: Person, *, actor: Actor, now: datetime
) -> None:
    """Take a request out of the queue, as its borrower wishes.

    Raises:
        Refused: it was served or has ended.
    """
    is_served = request.act_id is not None
    ensure_may_become(request.status, RequestStatus.WITHDRAWN, is_served=is_served)
    before, request.status = request.status, RequestStatus.WITHDRAWN
    request.decided_at, request.postponed_until = now, None
    _note(session, "withdrawn", request, before, person, actor=actor, now=now)


def _ensure_handled(session: Session, institution_id: int) -> None:
    scope = scope_of(session)
    if not isinstance(scope, Borrower) and not handles(scope, institution_id):
        raise Refused(
            N_("Assistive devices are lent by the persons named for it at the institution."),
            field="kind",
        )


def _note(
    session: Session,
    action: str,
    request: LoanRequest,
    before: RequestStatus | None,
    person: Person,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    number = numbers_of(session, [request])[request.id]
    row = request_entry(
        action, request, number, before, person_key=person.key, actor=actor, now=now
    )
    record(session, row)
