"""Taking back what was just done at the desk, within 15 minutes (DOMAIN.md, 'Act')."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus, CaseStatus
from assetmgr.loans.models import Act, LoanCase
from assetmgr.loans.operations.device_status import set_by_act
from assetmgr.loans.operations.reopening import reopen
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.acts import may_undo
from assetmgr.loans.queries.acts import corrected_ids, exchanged, open_act_of
from assetmgr.requests.operations.serving import release_requests


def undo_hand_out(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Cancel an act that was just issued; its number stays, its request waits again.

    The device is what it was before.

    Raises:
        Refused: it was signed, has ended, is older than 15 minutes, or is a correction or
            half of a swap between two borrowers.
    """
    if act.status is not ActStatus.ISSUED:
        raise Refused(N_("The act has ended already. Open it again to see how."))
    if not may_undo(act.issued_at, now, signed=act.signed_at is not None):
        raise Refused(N_("It is signed, or older than 15 minutes; take the device back instead."))
    if corrected_ids(session, act):
        raise Refused(N_("This act corrects another one; undo the correction on its page."))
    if _is_exchange(session, act):
        raise Refused(N_("Two borrowers swapped their devices; take the devices back instead."))
    act.status = ActStatus.CANCELLED
    act.ended_at, act.ended_on, act.ended_by = now, today, actor.name
    release_requests(session, [act], now=now)
    before = act.device_before or Status.AVAILABLE
    set_by_act(session, device, before, actor=actor, now=now, today=today)
    record(session, act_entry("undone", act, number, None, None, actor=actor, now=now))


def _is_exchange(session: Session, act: Act) -> bool:
    """Whether its borrower has another's device, and that one has the borrower's."""
    old = aliased(Act)
    half = select(Act.id).join(old, old.id == Act.supersedes_id)
    return session.scalar(half.where(Act.id == act.id, exchanged(Act, old))) is not None


def undo_return(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Take back a return that was just noted: the act is issued again.

    Raises:
        Refused: it is older than 15 minutes, the device was lent anew, or something was decided.
    """
    if act.status is not ActStatus.RETURNED or act.superseded_at is not None:
        raise Refused(N_("Only a return can be taken back here."))
    if not may_undo(act.ended_at, now, signed=False):
        raise Refused(N_("It is older than 15 minutes; lend the device anew instead."))
    if open_act_of(session, device.id):
        raise Refused(N_("The device is lent already; take it back first."))
    _drop_case(session, act)
    reopen(session, act, device, number, "return undone", actor=actor, now=now, today=today)


def _drop_case(session: Session, act: Act) -> None:
    for case in session.scalars(
        select(LoanCase).where(LoanCase.act_id == act.id, LoanCase.told_at == act.ended_at)
    ):
        if case.status is not CaseStatus.OPEN:
            raise Refused(N_("The damage was decided on already; the return stays."))
        session.delete(case)
