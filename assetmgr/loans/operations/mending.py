"""What stands in the way at the desk is taken away with a press."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.operations.consents import record_consent
from assetmgr.audit.actor import Actor
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.loans.operations.taking_back import take_back
from assetmgr.loans.queries.returning import on_loan_by_device


def make_available(
    session: Session, device: Device, *, actor: Actor, now: datetime, today: date
) -> None:
    """Let a device that is used at school be lent: somebody at the desk has it in the hand.

    Raises:
        Refused: an act holds it, or its status does not allow that.
    """
    change_device(
        session,
        device,
        {"status": Status.AVAILABLE},
        effective=today,
        actor=actor,
        now=now,
        today=today,
    )


def end_other_loan(
    session: Session, device: Device, *, actor: Actor, now: datetime, today: date
) -> None:
    """Take a device back, whole, from whoever has it; nothing where nobody has.

    Raises:
        Refused: its act is not issued yet.
    """
    if lent := on_loan_by_device(session, device.id):
        take_back(
            session, lent.act, lent.device, lent.number, since=lent.since,
            actor=actor, now=now, today=today,
        )  # fmt: skip


def agree_on_paper(
    session: Session, person_id: int, guardian_name: str, *, actor: Actor, now: datetime
) -> None:
    """Note that a guardian agreed on paper.

    Raises:
        Refused: no name was written.
    """
    record_consent(session, person_id, SignedHow.PAPER, guardian_name, actor, now)
