"""Correcting the past of a device: what a status really was, and since when."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations.past import ensure_not_voided, read_timeline, rewrite
from assetmgr.devices.operations.trail import device_entry
from assetmgr.devices.policy import statuses
from assetmgr.i18n.marks import N_


def correct_status(
    session: Session,
    device: Device,
    *,
    day: date,
    status: Status,
    since: date,
    actor: Actor,
    now: datetime,
    today: date,
) -> bool:
    """Set what the status that began on `day` really was and since when; whether that was new.

    Every count of the past changes with it (DOMAIN.md, rule 3); the status of today is what the
    last one is then. The same correction once more changes nothing.

    Raises:
        Refused: the device was taken back, a day lies in the future or does not fit between its
            neighbours, written off would not be last, or the device was elsewhere then.
    """
    ensure_not_voided(device)
    if max(day, since) > today:
        raise Refused(N_("A change cannot lie in the future."), field="effective_on")
    before = read_timeline(session, device.id)
    after = statuses.correct_status(before, day, status, since)
    if after == before:
        return False
    until_now = {span.since: span.status for span in statuses.status_spans(before)}
    told = {"status": until_now[day], "effective_on": day}
    meant = {"status": status, "effective_on": since}
    row = device_entry("corrected", device, told, meant, actor, now)
    device.status = after[-1].state.status
    with refusing():
        session.flush()
        rewrite(session, [(device, before, after)])
    record_all(session, [row])
    return True
