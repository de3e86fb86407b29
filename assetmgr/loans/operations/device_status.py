"""An act sets the status of its device."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device


def set_by_act(
    session: Session, device: Device, status: Status, *, actor: Actor, now: datetime, today: date
) -> None:
    """Set what the device is from today on.

    Raises:
        Refused: an act cannot do that.
    """
    change_device(
        session,
        device,
        {"status": status},
        effective=today,
        actor=actor,
        now=now,
        today=today,
        by_act=True,
    )
