"""A loan that was ended by mistake goes on."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import refusing
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.operations.device_status import set_by_act
from assetmgr.loans.operations.trail import act_entry


def reopen(
    session: Session,
    act: Act,
    device: Device,
    number: str,
    action: str,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Issue an act again, and nothing of its end stays but the trail; `action` is its word there.

    Raises:
        Refused: the device was lent at this moment.
    """
    act.status = ActStatus.ISSUED
    act.ended_at = act.ended_on = act.ended_by = None
    act.return_state = act.device_after = act.accessories_back = act.end_note = None
    with refusing():
        session.flush()
    set_by_act(session, device, Status.IN_USE, actor=actor, now=now, today=today)
    record(session, act_entry(action, act, number, None, None, actor=actor, now=now))
