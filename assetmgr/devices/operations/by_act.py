"""The status of devices as acts set it, from today on, in a few statements."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_change_one, bulk_insert_whole
from assetmgr.db.known import read_anew
from assetmgr.db.together import in_order
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.devices.operations.change import Change, change_devices
from assetmgr.devices.operations.facts import COPIED
from assetmgr.devices.operations.past import ensure_not_voided
from assetmgr.devices.operations.trail import device_entry
from assetmgr.devices.policy.status import ensure_may_follow
from assetmgr.devices.policy.timeline import FACTS
from assetmgr.evidence.operations import Changed, saw_changed

_KEPT: Final = sorted((set(FACTS) | COPIED) - {"institution_id", "status"})


class Held(NamedTuple):
    """A device that its act holds, and the first day of what it is now.

    One that is not of the session was read and locked in this transaction.
    """

    device: Device
    since: date


def in_this_state_since(session: Session, device_id: int) -> date:
    """The first day of what a device is now."""
    return session.scalars(
        select(DevicePeriod.valid_from).where(
            DevicePeriod.device_id == device_id, DevicePeriod.valid_to.is_(None)
        )
    ).one()


def set_status_by_act(
    session: Session,
    held: Sequence[Held],
    status: Status,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> list[dict[str, Any]]:
    """Let devices be `status` from today on; the rows of the audit trail that are yet to be stored.

    As `change_devices` does, but a state that began before today is only closed, and another one
    begun: no timeline is read.

    Raises:
        Refused: the status may not follow, or a device was taken back.
        StaleDataError: somebody changed a device at this moment.
    """
    changed = [one for one in held if one.device.status is not status]
    told = {"status": status}
    if rest := [
        Change(_of_session(session, device), told) for device, since in changed if since >= today
    ]:
        change_devices(
            session, rest, effective=today, actor=actor, now=now, today=today, by_act=True
        )
    quick = [one for one in changed if one.since < today]
    for device, _ in quick:
        ensure_not_voided(device)
        ensure_may_follow(device.status, status, by_act=True)
    seen = [Changed(one.id, one.institution_id, told, one.status) for one, _ in quick]
    after = {**told, "effective_on": today}
    entries = [
        device_entry("changed", one, {"status": one.status}, after, actor, now) for one, _ in quick
    ]
    devices = [one.device for one in quick]
    _change(session, devices, status)
    _close(session, quick, today)
    _begin(session, devices, status, today)
    saw_changed(session, seen, effective=today, now=now)
    return entries


def _of_session(session: Session, device: Device) -> Device:
    """The device by which the session stores what changes."""
    if device in session:
        return device
    return session.scalars(
        select(Device).where(Device.id == device.id).execution_options(populate_existing=True)
    ).one()


def _change(session: Session, devices: Sequence[Device], status: Status) -> None:
    """First of all: whoever else is at one of the devices waits here, or is told."""
    for one in devices:
        key = {"id": one.id, "institution_id": one.institution_id, "version": one.version}
        told = {"status": status, "version": one.version + 1}
        bulk_change_one(session, Device, key, told)
        if one not in session:
            read_anew(session, Device, one.id)
        for name, value in told.items():
            set_committed_value(one, name, value)


def _close(session: Session, held: Sequence[Held], today: date) -> None:
    """What somebody began today, while this one waited for the device, is not closed but told."""
    for device, since in held:
        key = {"device_id": device.id, "institution_id": device.institution_id}
        current = {**key, "valid_from": since, "valid_to": None}
        bulk_change_one(session, DevicePeriod, current, {"valid_to": today})


def _begin(session: Session, devices: Sequence[Device], status: Status, today: date) -> None:
    """A device is one thing at a time: what it was is over by now."""
    if devices:
        in_order(session)
    bulk_insert_whole(
        session,
        DevicePeriod,
        [
            {
                "device_id": one.id,
                "institution_id": one.institution_id,
                "valid_from": today,
                "valid_to": None,
                "status": status,
                **{name: getattr(one, name) for name in _KEPT},
            }
            for one in devices
        ],
    )
