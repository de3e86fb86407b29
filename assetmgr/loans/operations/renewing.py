"""A loan lasts longer: asked for by the borrower, or by hand at the desk."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, Extension
from assetmgr.loans.operations.letters import tell_answer
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.longer import ensure_longer
from assetmgr.loans.queries.asked_longer import waiting_extension


def extend(
    session: Session,
    act: Act,
    until: date,
    number: str,
    *,
    address: str,
    actor: Actor,
    now: datetime,
    today: date,
) -> Act:
    """Let a loan last until a later day; what the act says stays as it was signed.

    A borrower who asked for longer is answered with it, by mail, too (`address`: of the borrowers'
    page).

    Raises:
        Refused: the act is not issued or has no day of return, or the day is not a later one.
    """
    before = _moved(act, until, today)
    with system_scope(session, reason="who asked is answered, though the municipality sees nobody"):
        if asked := waiting_extension(session, act.id):
            _answer(session, act, asked, True, None, address=address, actor=actor, now=now)
    _tell(session, act, before, number, actor=actor, now=now)
    return act


def grant(
    session: Session,
    act: Act,
    asked: Extension,
    number: str,
    *,
    until: date | None = None,
    answer: str | None = None,
    address: str,
    actor: Actor,
    now: datetime,
    today: date,
) -> Act:
    """Let a borrower keep a device as long as they asked, or until the day told; tell by mail.

    Raises:
        Refused: it was answered already, or as `extend`.
    """
    _ensure_waiting(asked)
    before = _moved(act, until or asked.wanted_until, today)
    _answer(session, act, asked, True, answer, address=address, actor=actor, now=now)
    _tell(session, act, before, number, actor=actor, now=now)
    return act


def refuse(
    session: Session,
    act: Act,
    asked: Extension,
    number: str,
    *,
    answer: str | None = None,
    address: str,
    actor: Actor,
    now: datetime,
) -> Extension:
    """Say no to a borrower who asked to keep a device longer; the day stays, a letter tells it.

    Raises:
        Refused: it was answered already.
    """
    _ensure_waiting(asked)
    _answer(session, act, asked, False, answer, address=address, actor=actor, now=now)
    told = {"due_on": act.due_on}
    record(session, act_entry("extension refused", act, number, None, told, actor=actor, now=now))
    return asked


def _moved(act: Act, until: date, today: date) -> date | None:
    if act.status is not ActStatus.ISSUED:
        raise Refused(N_("The act has ended already. Open it again to see how."))
    ensure_longer(act.due_on, until, today)
    before, act.due_on = act.due_on, until
    return before


def _tell(
    session: Session, act: Act, before: date | None, number: str, *, actor: Actor, now: datetime
) -> None:
    told = ({"due_on": before}, {"due_on": act.due_on})
    record(session, act_entry("extended", act, number, *told, actor=actor, now=now))


def _ensure_waiting(asked: Extension) -> None:
    if asked.granted is not None:
        raise Refused(N_("This was answered already. Open the act again to see how."))


def _answer(
    session: Session,
    act: Act,
    asked: Extension,
    granted: bool,
    answer: str | None,
    *,
    address: str,
    actor: Actor,
    now: datetime,
) -> None:
    asked.granted, asked.answer = granted, answer
    asked.decided_at, asked.decided_by = now, actor.name
    tell_answer(session, act, asked, address=address, now=now)
