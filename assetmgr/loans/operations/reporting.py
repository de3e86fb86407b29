"""Somebody tells that something is wrong with a lent device."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus
from assetmgr.loans.models import Act, LoanCase
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.queries.acts import number_of
from assetmgr.requests.codes import Channel

_HELD: Final = frozenset({ActStatus.ISSUED, ActStatus.LOST, ActStatus.STOLEN})


def report_case(
    session: Session,
    act: Act,
    kind: CaseKind,
    told: str,
    channel: Channel,
    *,
    actor: Actor,
    now: datetime,
) -> LoanCase:
    """Open a case about a lent device; its status changes only once the desk confirms it.

    Of a borrower the case keeps no other name than `person_id`.

    Raises:
        Refused: the device is not lent, nothing is told, or the same was told already and is open.
    """
    if act.status not in _HELD:
        raise Refused(N_("The act has ended already. Open it again to see how."))
    if not told.strip():
        raise Refused(N_("Write what happened."), field="told")
    if _is_told(session, act.id, kind):
        raise Refused(N_("This was told already; the school is looking into it."), field="kind")
    case = LoanCase(
        institution_id=act.institution_id,
        act_id=act.id,
        person_id=act.person_id,
        kind=kind,
        status=CaseStatus.OPEN,
        channel=channel,
        told=told.strip(),
        told_at=now,
        told_by=actor.name if channel is Channel.DESK else None,
    )
    session.add(case)
    with system_scope(session, reason="the institution's code stands in the act's number"):
        number = number_of(session, act)
    after = {"kind": kind, "channel": channel}
    record(session, act_entry("case reported", act, number, None, after, actor=actor, now=now))
    return case


def _is_told(session: Session, act_id: int, kind: CaseKind) -> bool:
    same = select(LoanCase.id).where(
        LoanCase.act_id == act_id, LoanCase.kind == kind, LoanCase.status == CaseStatus.OPEN
    )
    return session.scalars(same).first() is not None
