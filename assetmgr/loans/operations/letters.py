"""Letters that tell borrowers, and guardians of minors, what was decided about their loan."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.act.contents import amount_text
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.act.layouts.one.words import money_text
from assetmgr.loans.models import Act, ActContent, Extension, LoanCase
from assetmgr.loans.policy import letters
from assetmgr.loans.policy.acts import UNDO
from assetmgr.loans.policy.letters import Reader, Told
from assetmgr.loans.queries.addressed import Addressed, addressed
from assetmgr.outbox.operations import NewMail, queue_mails, withdraw_mails
from assetmgr.people.codes import PersonRole
from assetmgr.riga import RIGA

HELD_BACK: Final = UNDO + timedelta(minutes=1)
"""A decision that can be taken back still is told when it no longer can."""
_GUARDIANS: Final = ":guardian"


def tell_answer(
    session: Session, act: Act, asked: Extension, *, address: str, now: datetime
) -> None:
    """Tell who asked to keep a device longer what the answer is, with its reason."""
    to = _addressed(session, act, now)
    if to is None:
        return
    key, answer = f"{to.about.number}:{asked.id}", asked.answer
    if asked.granted and act.due_on:
        told = letters.longer_granted(to.about, act.due_on, answer, key)
    else:
        told = letters.longer_refused(to.about, act.due_on, answer, key)
    _queue(session, act, to, told, address, now)


def tell_decision(session: Session, case: LoanCase, *, address: str, now: datetime) -> None:
    """Tell what was decided on damage or loss, once it can no longer be taken back."""
    act = session.scalars(select(Act).where(Act.id == case.act_id)).one()
    to = _addressed(session, act, now)
    if to is None:
        return
    owed = money_text(amount_text(Decimal(case.amount_eur))) if case.amount_eur else None
    dispute = _dispute(session, act)
    told = letters.case_decided(to.about, case.kind, owed, dispute, _moment(case))
    _queue(session, act, to, told, address, now, send_after=now + HELD_BACK)


def withhold_decision(session: Session, case: LoanCase) -> None:
    """Take back the letters of a decision that were not sent yet, before it is another one."""
    if case.decided_at is not None:
        key = f"case_decided:{_moment(case)}"
        withdraw_mails(session, [key, key + _GUARDIANS])


def tell_exchange(session: Session, act: Act, before: str, *, address: str, now: datetime) -> None:
    """Tell a borrower of the act that took the place of act `before`, whose device they had not."""
    if to := _addressed(session, act, now):
        told = letters.devices_exchanged(to.about, before, to.about.number)
        _queue(session, act, to, told, address, now)


def _addressed(session: Session, act: Act, now: datetime) -> Addressed | None:
    return addressed(session, act, now.astimezone(RIGA).date())


def _moment(case: LoanCase) -> str:
    """What makes a decision's letter one of a kind: the case, and when it was decided."""
    return f"{case.id}:{case.decided_at:%Y%m%dT%H%M%S.%f}"


def _dispute(session: Session, act: Act) -> str:
    """How to dispute a decision, by the terms on the act."""
    stored = session.scalars(select(ActContent).where(ActContent.act_id == act.id)).one_or_none()
    return from_json(stored.contents).terms.dispute if stored else ""


def _queue(
    session: Session,
    act: Act,
    to: Addressed,
    told: Told,
    address: str,
    now: datetime,
    send_after: datetime | None = None,
) -> None:
    queue_mails(
        session,
        (
            NewMail(
                institution_id=act.institution_id,
                to=mailbox,
                subject=told.subject,
                body=letters.body(told, reader, to.sender, address),
                kind=told.kind,
                key=f"{told.kind}:{told.key}{_GUARDIANS if reader is Reader.GUARDIAN else ''}",
                send_after=send_after,
            )
            for reader, mailbox in _readers(to)
        ),
        now=now,
    )


def _readers(to: Addressed) -> Iterator[tuple[Reader, str]]:
    if to.reached.own:
        yield Reader.PUPIL if to.role is PersonRole.PUPIL else Reader.EMPLOYEE, to.reached.own
    if to.reached.guardian:
        yield Reader.GUARDIAN, to.reached.guardian
