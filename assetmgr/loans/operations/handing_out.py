"""Lending: one device at the desk, or a whole class prepared in advance."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.audit.actor import Actor
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.operations.checks import ensure_may_be_lent
from assetmgr.loans.operations.making import Made, Making, make
from assetmgr.loans.operations.wishes import Pair, Wish, one_pair, pairs_of
from assetmgr.loans.queries.borrowers import Lender
from assetmgr.loans.queries.meeting import Meeting

__all__ = ["Made", "Wish", "hand_out", "prepare"]


def hand_out(
    session: Session,
    wish: Wish,
    *,
    met: Meeting | None = None,
    actor: Actor,
    now: datetime,
    today: date,
) -> Made:
    """Lend a device at once: a numbered act, issued, and the device in use.

    Args:
        met: device and borrower, where they were read in this transaction.

    Raises:
        Refused: the device is not the institution's, is lent already or not fit to be lent; the
            borrower left, is of another institution, or a guardian has not agreed yet.
    """
    pair, lending = one_pair(session, wish, today, met)
    making = _making(session, [pair], lending, ActStatus.ISSUED, actor, now, today)
    return make(session, [pair], making)[0]


def prepare(
    session: Session, wishes: Sequence[Wish], *, actor: Actor, now: datetime, today: date
) -> list[Made]:
    """Reserve devices for borrowers of one institution, with acts that wait to be issued.

    An act for whom a guardian has not agreed yet is a draft (`preparing`) until then.

    Raises:
        Refused: as `hand_out`; nothing is prepared then.
    """
    pairs, lending = pairs_of(session, wishes, today)
    making = _making(session, pairs, lending, ActStatus.PREPARED, actor, now, today)
    return make(session, pairs, making)


def _making(
    session: Session,
    pairs: Sequence[Pair],
    lending: Lender,
    status: ActStatus,
    actor: Actor,
    now: datetime,
    today: date,
) -> Making:
    ensure_may_be_lent(session, pairs, status, today)
    place = lending.institution_id
    terms = lending.terms or ensure_terms(session, place, actor=actor, now=now)
    return Making(status, lending, terms, actor, now, today)
