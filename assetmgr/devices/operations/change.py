"""Changing a device, now or as of a day, and taking back a wrong entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.bulk import bulk_delete
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.devices.operations.facts import COLUMNS, COPIED, derived
from assetmgr.devices.operations.past import read_timeline, rewrite
from assetmgr.devices.policy import timeline as past
from assetmgr.devices.policy.status import ensure_may_follow
from assetmgr.i18n.marks import N_


def change_device(
    session: Session,
    device: Device,
    values: Mapping[str, Any],
    *,
    effective: date,
    actor: Actor,
    now: datetime,
    today: date,
    model_name: str | None = None,
) -> bool:
    """Set columns of a device; whether anything changed.

    Facts with a period (institution, room, kind, purpose, status) change from `effective` on; all
    others are corrections that hold for the whole past. A move without a room leaves the room.

    Args:
        values: column name -> new value; columns that are not named keep what is there.
        model_name: 'manufacturer model' of the model after the change, for search.

    Raises:
        Refused: the status may not follow, the day does not fit, or a number is taken.
    """
    changed = {name: value for name, value in values.items() if getattr(device, name) != value}
    if "institution_id" in changed:
        changed.setdefault("room_id", None)
    if not changed:
        return False
    _check(device, changed, effective, today)
    before = {name: getattr(device, name) for name in changed}
    _apply(session, device, changed, effective, model_name)
    record(
        session,
        entry(
            action="changed",
            subject="device",
            subject_id=device.id,
            label=device.asset_tag,
            institution_id=device.institution_id,
            before=before,
            after={**changed, "effective_on": effective},
            actor=actor,
            now=now,
        ),
    )
    return True


def void_device(session: Session, device: Device, *, actor: Actor, now: datetime) -> None:
    """Take back a device that was entered by mistake: it leaves every count, also of the past.

    Raises:
        Refused: it was at another institution before, so it is no mistake of this one.
    """
    if device.is_voided:
        return
    tags = {moment.state.institution_id for moment in read_timeline(session, device.id)}
    if tags != {device.institution_id}:
        raise Refused(N_("The device was at another institution before; write it off instead."))
    before = {name: getattr(device, name) for name in COLUMNS}
    bulk_delete(session, DevicePeriod, DevicePeriod.device_id == device.id)
    device.voided_at = now
    record(
        session,
        entry(
            action="voided",
            subject="device",
            subject_id=device.id,
            label=device.asset_tag,
            institution_id=device.institution_id,
            before=before,
            after=None,
            actor=actor,
            now=now,
        ),
    )


def _check(device: Device, changed: Mapping[str, Any], effective: date, today: date) -> None:
    if device.is_voided:
        raise Refused(N_("The device was taken back as a wrong entry; enter it anew."))
    if effective > today:
        raise Refused(N_("A change cannot lie in the future."), field="effective_on")
    if "status" in changed:
        ensure_may_follow(device.status, changed["status"])


def _apply(
    session: Session,
    device: Device,
    changed: Mapping[str, Any],
    effective: date,
    model_name: str | None,
) -> None:
    told = read_timeline(session, device.id)
    moved = {name: value for name, value in changed.items() if name in past.FACTS}
    timeline = past.change(told, effective, moved) if moved else told
    if changed.get("acquired_on"):
        timeline = past.begin_on(timeline, changed["acquired_on"])
    for name, value in changed.items():
        setattr(device, name, value)
    for name in past.FACTS:  # an earlier day may be changed without changing today
        setattr(device, name, getattr(timeline[-1].state, name))
    facts = {name: getattr(device, name) for name in COLUMNS}
    for name, value in derived(facts, model_name or _model_name(device)).items():
        setattr(device, name, value)
    with refusing():
        session.flush()
        if timeline != told or COPIED & changed.keys():
            rewrite(session, device, timeline)


def _model_name(device: Device) -> str | None:
    if device.model is None:
        return None
    return f"{device.model.manufacturer.name} {device.model.name}"
