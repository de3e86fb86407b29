"""A lent device is lost or stolen, turns out to be stolen, or is found again."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus, Paper
from assetmgr.loans.models import Act, LoanCase
from assetmgr.loans.operations.device_status import set_by_act
from assetmgr.loans.operations.papers import File, add_paper
from assetmgr.loans.operations.reopening import reopen
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.acts import ensure_may_follow, may_undo
from assetmgr.loans.policy.cases import GONE, UNSETTLED
from assetmgr.loans.queries.cases import cases_of_act
from assetmgr.requests.codes import Channel

_DEVICE: Final = {ActStatus.LOST: Status.LOST, ActStatus.STOLEN: Status.STOLEN}


def note_loss(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    kind: CaseKind,
    told: str | None,
    *,
    paper: File | None = None,
    actor: Actor,
    now: datetime,
    today: date,
) -> LoanCase:
    """End a loan because its device is lost or stolen; a case waits for a decision.

    What the borrower reported before becomes that case; then nothing more need be told. A lost
    device that turns out to be stolen keeps its case. `paper`: the police's or another one, which
    may come later.

    Raises:
        Refused: the act is not issued (or lost), or nothing was told of it.
    """
    after = GONE[kind]
    ensure_may_follow(act.status, after)
    case = _reported(session, act)
    if case is None and not told:
        raise Refused(N_("Write what happened, as it was told."), field="told")
    act.status = after
    if act.ended_at is None:
        act.ended_at, act.ended_on, act.ended_by = now, today, actor.name
    act.device_after = _DEVICE[after]
    if case is None:
        case = _case(act, told, actor=actor, now=now)
        session.add(case)
    elif told and told != case.told:
        case.told = "\n".join(filter(None, (case.told, told)))[:2000]
    case.kind = kind
    set_by_act(session, device, _DEVICE[after], actor=actor, now=now, today=today)
    if paper:
        add_paper(session, act, number, Paper.NOTICE, paper, actor=actor, now=now)
    session.flush()
    record(session, act_entry(after.value, act, number, None, None, actor=actor, now=now))
    return case


def undo_loss(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Take back a loss that was just noted: the act is issued again.

    What the borrower reported waits again, with what the desk added to it.

    Raises:
        Refused: it is older than 15 minutes, or the loss was decided or closed.
    """
    if act.status not in _DEVICE or not may_undo(act.ended_at, now, signed=False):
        raise Refused(N_("It is older than 15 minutes; note that the device was found instead."))
    for case in _of_the_loss(session, act):
        if case.status is not CaseStatus.OPEN:
            raise Refused(N_("The loss was decided on already; it stays."))
        if case.told_at == act.ended_at and case.channel is Channel.DESK:
            session.delete(case)
    reopen(session, act, device, number, "loss undone", actor=actor, now=now, today=today)


def note_found(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """A lost or stolen device is here again: it is available, what was open is closed.

    The act stays as it ended; a decision that was made stays, too.

    Raises:
        Refused: the device is not noted as gone by this act.
    """
    if act.status not in _DEVICE or device.status not in {Status.LOST, Status.STOLEN}:
        raise Refused(N_("The device is not noted as lost or stolen any more."))
    set_by_act(session, device, Status.AVAILABLE, actor=actor, now=now, today=today)
    for case in _unsettled(session, act):
        case.status, case.closed_at = CaseStatus.CLOSED, now
    record(session, act_entry("found", act, number, None, None, actor=actor, now=now))


def _reported(session: Session, act: Act) -> LoanCase | None:
    """The case that is open already: the borrower's report, or the loss that was a theft."""
    open_ones = [case for case in _unsettled(session, act) if case.kind in GONE]
    return open_ones[0] if open_ones else None


def _of_the_loss(session: Session, act: Act) -> list[LoanCase]:
    """The cases of the loss that ended an act, whatever became of them; none closed before it."""
    ended = act.ended_at
    return [
        case
        for case in cases_of_act(session, act.id)
        if case.kind in GONE and not (case.closed_at and ended and case.closed_at < ended)
    ]


def _unsettled(session: Session, act: Act) -> list[LoanCase]:
    wanted = select(LoanCase).where(LoanCase.act_id == act.id, LoanCase.status.in_(UNSETTLED))
    return list(session.scalars(wanted.order_by(LoanCase.id)))


def _case(act: Act, told: str | None, *, actor: Actor, now: datetime) -> LoanCase:
    return LoanCase(
        institution_id=act.institution_id,
        act_id=act.id,
        person_id=act.person_id,
        kind=CaseKind.LOSS,
        status=CaseStatus.OPEN,
        channel=Channel.DESK,
        told=told,
        told_at=now,
        told_by=actor.name,
    )
