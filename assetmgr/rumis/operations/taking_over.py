"""What RUMIS is the master of comes into the register: its acts' numbers, and values."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.batches import batches
from assetmgr.devices.models import Device
from assetmgr.devices.operations import Change, change_devices
from assetmgr.loans.models import Act
from assetmgr.loans.operations.signing import note_rumis
from assetmgr.rumis.policy.comparing import Comparison, Differing, amount_of
from assetmgr.rumis.policy.fields import Master, Name

BATCH = 1_000
LONGEST_NUMBER = 40


def take_over(
    session: Session, found: Comparison, *, actor: Actor, now: datetime, today: date
) -> int:
    """Set what RUMIS is the master of; how many fields changed. What is no value is left alone."""
    wanted = found.of(Master.OURS)
    return sum(
        _numbers(session, [one for one in batch if one.field is Name.ACT], actor=actor, now=now)
        + _values(
            session,
            [one for one in batch if one.field is Name.VALUE],
            actor=actor,
            now=now,
            today=today,
        )
        for batch in batches(wanted, BATCH)
    )


def _numbers(session: Session, wanted: Iterable[Differing], *, actor: Actor, now: datetime) -> int:
    told = {one.act_id: one for one in wanted if len(one.theirs) <= LONGEST_NUMBER}
    acts = session.scalars(select(Act).where(Act.id.in_([key for key in told if key]))).all()
    for act in acts:
        one = told[act.id]
        note_rumis(session, act, one.theirs, one.act or "", actor=actor, now=now)
    return len(acts)


def _values(
    session: Session, wanted: Iterable[Differing], *, actor: Actor, now: datetime, today: date
) -> int:
    told = {one.device_id: amount_of(one.theirs) for one in wanted}
    ids = [key for key, amount in told.items() if amount is not None]
    devices = session.scalars(select(Device).where(Device.id.in_(ids))).all() if ids else []
    changes = [Change(device, {"price_eur": told[device.id]}) for device in devices]
    if not changes:
        return 0
    return change_devices(session, changes, effective=today, actor=actor, now=now, today=today)
