"""Deciding cases of damage and loss: what is owed and why, disputes, the end."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import CaseStatus
from assetmgr.loans.models import LoanCase
from assetmgr.loans.operations.letters import tell_decision, withhold_decision
from assetmgr.loans.policy.cases import ensure_case_may_follow, ensure_decision, may_undo_decision

Facts = Mapping[str, Any] | None


def decide(
    session: Session,
    case: LoanCase,
    number: str,
    *,
    amount: Decimal,
    reason: str,
    limit: Decimal | None,
    address: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Decide what is owed; 0: nothing. `limit`: the most by the terms of the act.

    The borrower is told by mail (`address`: of the borrowers' page) once it can no longer be taken
    back. The decision on a dispute may be mended within 15 minutes by deciding once more.

    Raises:
        Refused: it was decided or closed meanwhile, or the decision is none.
    """
    before = _facts(case)
    if not (case.disputed_at and may_undo_decision(case.status, case.decided_at, now)):
        ensure_case_may_follow(case.status, CaseStatus.DECIDED)
    ensure_decision(amount, reason, limit)
    withhold_decision(session, case)
    case.status = CaseStatus.DECIDED
    case.amount_eur, case.decision = amount, reason.strip()
    case.decided_at, case.decided_by = now, actor.name
    tell_decision(session, case, address=address, now=now)
    _tell(session, case, number, "decided", before, actor=actor, now=now)


def undo_decision(
    session: Session, case: LoanCase, number: str, *, actor: Actor, now: datetime
) -> None:
    """Take back a decision that was just made: the case is open again.

    Raises:
        Refused: it is older than 15 minutes, or answers a dispute: that one is decided once more.
    """
    if not may_undo_decision(case.status, case.decided_at, now):
        raise Refused(N_("The decision is older than 15 minutes, and stays."))
    if case.disputed_at is not None:
        raise Refused(N_("The decision answers a dispute: decide once more instead."))
    withhold_decision(session, case)
    before = _facts(case)
    case.status = CaseStatus.OPEN
    case.amount_eur = case.decision = case.decided_at = case.decided_by = None
    _tell(session, case, number, "decision undone", before, actor=actor, now=now)


def note_dispute(
    session: Session, case: LoanCase, number: str, told: str, *, actor: Actor, now: datetime
) -> None:
    """Note that the borrower or a guardian disputes the decision, and why.

    Raises:
        Refused: nothing was decided yet, the case is closed, or no reason is told.
    """
    ensure_case_may_follow(case.status, CaseStatus.DISPUTED)
    if not told.strip():
        raise Refused(N_("Write what is disputed, as it was told."), field="dispute")
    before = _facts(case)
    case.status, case.dispute, case.disputed_at = CaseStatus.DISPUTED, told.strip(), now
    _tell(session, case, number, "disputed", before, actor=actor, now=now)


def close_case(
    session: Session, case: LoanCase, number: str, *, actor: Actor, now: datetime
) -> None:
    """Close a case: what was owed is settled, or nothing had to be decided.

    Raises:
        Refused: it is closed already.
    """
    ensure_case_may_follow(case.status, CaseStatus.CLOSED)
    before = _facts(case)
    case.status, case.closed_at = CaseStatus.CLOSED, now
    _tell(session, case, number, "closed", before, actor=actor, now=now)


def _facts(case: LoanCase) -> dict[str, Any]:
    """What the trail keeps: no word that somebody wrote about a borrower."""
    return {"status": case.status, "kind": case.kind, "amount_eur": case.amount_eur}


def _tell(
    session: Session,
    case: LoanCase,
    number: str,
    action: str,
    before: Facts,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    record(
        session,
        entry(
            action=action,
            subject="case",
            subject_id=case.id,
            label=number,
            institution_id=case.institution_id,
            before=before,
            after=_facts(case),
            actor=actor,
            now=now,
        ),
    )
