"""A device comes back: its state, what came with it, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.pipeline import without_waiting
from assetmgr.db.together import together
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations.by_act import Held, in_this_state_since, set_status_by_act
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus, ReturnState
from assetmgr.loans.models import Act, LoanCase
from assetmgr.loans.operations.changing import change_act
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy import accessories as extras
from assetmgr.loans.policy.acts import AFTER_RETURN, ensure_fits_return, ensure_may_follow
from assetmgr.requests.codes import Channel


@dataclass(frozen=True, slots=True)
class Brought:
    """How a device came back; without `accessories` all came with it.

    Without `device_after` it is available, or damaged, as its state says.
    """

    state: ReturnState = ReturnState.WORKING
    device_after: Status | None = None
    accessories: Mapping[str, int] | None = None
    note: str | None = None


WHOLE = Brought()


def take_back(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    brought: Brought = WHOLE,
    *,
    since: date | None = None,
    actor: Actor,
    now: datetime,
    today: date,
) -> Act:
    """End a loan with the return of its device; a damaged one opens a case.

    Args:
        since: the first day of what the device is now, where it is known; else it is read.

    Raises:
        Refused: the act is not issued, or what is told does not go together.
        StaleDataError: somebody changed the act or the device at this moment.
    """
    ensure_may_follow(act.status, ActStatus.RETURNED)
    device_after = brought.device_after or AFTER_RETURN[brought.state][0]
    ensure_fits_return(brought.state, device_after)
    back = extras.checked(act.accessories if brought.accessories is None else brought.accessories)
    held = Held(device, since or in_this_state_since(session, device.id))
    with without_waiting(session), together(session):
        change_act(
            session,
            act,
            status=ActStatus.RETURNED,
            ended_at=now,
            ended_on=today,
            ended_by=actor.name,
            return_state=brought.state,
            device_after=device_after,
            accessories_back=back,
            end_note=brought.note,
        )
        changed = set_status_by_act(
            session, [held], device_after, actor=actor, now=now, today=today
        )
        after = {"state": brought.state, "accessories_back": back}
        told = act_entry("returned", act, number, None, after, actor=actor, now=now)
        saw(session, Source.LOAN, [(act.device_id, act.institution_id, now)])
        record_all(session, (*changed, told))
    if brought.state is ReturnState.DAMAGED:
        session.add(_damage(act, brought.note, actor=actor, now=now))
    return act


def _damage(act: Act, told: str | None, *, actor: Actor, now: datetime) -> LoanCase:
    return LoanCase(
        institution_id=act.institution_id,
        act_id=act.id,
        person_id=act.person_id,
        kind=CaseKind.DAMAGE,
        status=CaseStatus.OPEN,
        channel=Channel.DESK,
        told=told,
        told_at=now,
        told_by=actor.name,
    )
