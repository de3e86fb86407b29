"""A broken device is swapped for another one in one step; a spare stands in during a repair."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Terms
from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.i18n.marks import N_
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.codes import ActStatus, CaseKind
from assetmgr.loans.models import Act, ActContent, LoanCase
from assetmgr.loans.operations.continuing import Continues
from assetmgr.loans.operations.handing_out import Made, Wish, hand_out
from assetmgr.loans.operations.taking_back import WHOLE, Brought, take_back
from assetmgr.loans.policy.acts import ensure_may_follow
from assetmgr.loans.policy.cases import UNSETTLED


@dataclass(frozen=True, slots=True)
class Swap:
    """What takes the place of a lent device, how that one came back, and for how long.

    `until_repaired`: the new one is a spare that stands in; else it stays with the borrower.
    """

    replacement_id: int
    brought: Brought = field(default=WHOLE)
    until_repaired: bool = False
    condition: str | None = None


def swap(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    wanted: Swap,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> Made:
    """End a loan with the return of its device, and lend another one on: two acts, one moment.

    The new act has the same borrower, day of return, accessories and terms, and supersedes the old
    one. Where the device that was in repair comes back for its spare, nothing is stood in for any
    more.

    Raises:
        Refused: the act is not issued, or the replacement cannot be lent; nothing is changed then.
    """
    ensure_may_follow(act.status, ActStatus.RETURNED)
    if wanted.replacement_id == act.device_id:
        raise Refused(N_("That is the device which is lent already; scan another."), field="code")
    terms = session.scalars(select(Terms).where(Terms.id == act.terms_id)).one()
    contents = from_json(_content(session, act).contents)
    root = act.replaces_id or act.id
    take_back(session, act, device, number, wanted.brought, actor=actor, now=now, today=today)
    session.flush()
    _join_cases(session, act)
    act.superseded_at = now
    continues = Continues(act.id, number, terms, contents, root if wanted.until_repaired else None)
    wish = Wish(
        wanted.replacement_id,
        act.person_id,
        act.accessories,
        due_on=act.due_on,
        condition=wanted.condition,
        continues=continues,
    )
    return hand_out(session, wish, actor=actor, now=now, today=today)


def _content(session: Session, act: Act) -> ActContent:
    return session.scalars(select(ActContent).where(ActContent.act_id == act.id)).one()


def _join_cases(session: Session, act: Act) -> None:
    """What the borrower reported and what the desk saw are one case: the one told first."""
    found = session.scalars(
        select(LoanCase)
        .where(
            LoanCase.act_id == act.id,
            LoanCase.status.in_(UNSETTLED),
            LoanCase.kind.in_((CaseKind.FAULT, CaseKind.DAMAGE)),
        )
        .order_by(LoanCase.id)
    ).all()
    for later in found[1:]:
        first = found[0]
        first.kind = CaseKind.DAMAGE
        if later.told and later.told != first.told:
            first.told = "\n".join(filter(None, (first.told, later.told)))[:2000]
        session.delete(later)
