"""Which kinds can be asked for."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Kind
from assetmgr.lending.policy.kinds import ALWAYS, CARRIED
from assetmgr.requests.policy.asking import ASSISTIVE


def kinds_at_desk(session: Session, *, with_assistive: bool) -> Sequence[Kind]:
    """All that are lent anywhere, in the kinds' order; assistive ones for named handlers."""
    return _kinds(session, {*CARRIED, *([ASSISTIVE] if with_assistive else [])})


def kinds_to_ask_for(session: Session, had: Collection[str]) -> Sequence[Kind]:
    """For a borrower: those the institution has (codes in `had`), the usual ones, assistive."""
    return _kinds(session, {*had, *ALWAYS, ASSISTIVE})


def _kinds(session: Session, codes: Collection[str]) -> Sequence[Kind]:
    return session.scalars(
        select(Kind).where(Kind.code.in_(sorted(codes))).order_by(Kind.position, Kind.id)
    ).all()
