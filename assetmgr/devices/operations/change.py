"""Changing a device, now or as of a day, and taking back a wrong entry."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.bulk import bulk_delete
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.devices.operations.facts import COLUMNS, COPIED, derived
from assetmgr.devices.operations.held import HELD, ensure_free
from assetmgr.devices.operations.past import (
    Past,
    ensure_not_voided,
    read_timeline,
    read_timelines,
    rewrite,
)
from assetmgr.devices.operations.tagged import Tagged, tell_tagged
from assetmgr.devices.operations.trail import device_entry
from assetmgr.devices.policy import timeline as past
from assetmgr.devices.policy.status import ensure_may_follow
from assetmgr.devices.policy.timeline import Timeline
from assetmgr.evidence.operations import Changed, saw_changed
from assetmgr.i18n.marks import N_


class Change(NamedTuple):
    """What to set in a device; `model_name` is 'manufacturer model' afterwards, for search."""

    device: Device
    values: Mapping[str, Any]
    model_name: str | None = None


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
    by_act: bool = False,
) -> bool:
    """Set columns of a device; whether anything changed.

    Facts with a period (institution, room, kind, purpose, status) change from `effective` on; all
    others are corrections that hold for the whole past. A move without a room leaves the room.

    Args:
        values: column name -> new value; columns that are not named keep what is there.
        model_name: 'manufacturer model' of the model after the change, for search.
        by_act: an act that holds the device changes it.

    Raises:
        Refused: the status may not follow, the day does not fit, a number is taken, or the device
            is held (see `held`).
    """
    changes = [Change(device, values, model_name)]
    count = change_devices(
        session, changes, effective=effective, actor=actor, now=now, today=today, by_act=by_act
    )
    return count == 1


def change_devices(
    session: Session,
    changes: Sequence[Change],
    *,
    effective: date,
    actor: Actor,
    now: datetime,
    today: date,
    by_act: bool = False,
) -> int:
    """Do as `change_device` does, with many devices in few statements; how many changed.

    Raises:
        Refused: one of the changes is not allowed.
    """
    told = read_timelines(session, [one.device.id for one in changes])
    pasts: list[Past] = []
    entries: list[dict[str, Any]] = []
    seen: list[Changed] = []
    tagged: list[Tagged] = []
    differing = [(one, changed) for one in changes if (changed := _differing(one))]
    if not by_act:
        ensure_free(session, [one.device.id for one, changed in differing if HELD & changed.keys()])
    for (device, _, model_name), changed in differing:
        ensure_not_voided(device)
        past_now = told[device.id]
        timeline = changed_past(past_now, device.status, changed, effective, today, by_act=by_act)
        before = {name: getattr(device, name) for name in changed}
        seen.append(_seen(device, changed, timeline, effective))
        with session.no_autoflush:
            _set(session, device, changed, timeline, model_name)
        if "asset_tag" in changed:
            tagged.append(Tagged(device.id, device.institution_id, device.tag_key))
        if timeline != past_now or COPIED & changed.keys():
            pasts.append((device, past_now, timeline))
        after = {**changed, "effective_on": effective}
        entries.append(device_entry("changed", device, before, after, actor, now))
    with refusing():
        session.flush()
        rewrite(session, pasts)
    record_all(session, entries)
    saw_changed(session, seen, effective=effective, now=now)
    tell_tagged(session, tagged, actor=actor, now=now)
    return len(entries)


def changed_past(
    told: Timeline,
    status: Status,
    changed: Mapping[str, Any],
    effective: date,
    today: date,
    *,
    by_act: bool = False,
) -> Timeline:
    """The past of a device after a change of `changed` columns; a pure rule.

    Raises:
        Refused: the status may not follow `status`, or the day does not fit.
    """
    if effective > today:
        raise Refused(N_("A change cannot lie in the future."), field="effective_on")
    if "status" in changed:
        ensure_may_follow(status, changed["status"], by_act=by_act)
    moved = {name: value for name, value in changed.items() if name in past.FACTS}
    timeline = past.change(told, effective, moved) if moved else told
    _ensure_fits(told, moved, effective)
    if changed.get("acquired_on"):
        timeline = past.begin_on(timeline, changed["acquired_on"])
    return timeline


def _ensure_fits(told: Timeline, moved: Mapping[str, Any], effective: date) -> None:
    """Check that what is set for today can be set as of an earlier day.

    Raises:
        Refused: a status changed after that day, or a room is not of the institution of then.
    """
    since = past.held_since(told, "status")
    if "status" in moved and effective < since:
        raise Refused(
            N_("The status changed on %(day)s; choose that day or a later one."),
            field="effective_on",
            day=since,
        )
    stayed = past.held_since(told, "institution_id") <= effective
    if "room_id" in moved and "institution_id" not in moved and not stayed:
        raise Refused(
            N_("On that day the device was at another institution."), field="effective_on"
        )


def void_device(session: Session, device: Device, *, actor: Actor, now: datetime) -> None:
    """Take back a device that was entered by mistake: it leaves every count, also of the past.

    Raises:
        Refused: it was at another institution before, so it is no mistake of this one; or it is
            held (see `held`).
    """
    if device.is_voided:
        return
    ensure_free(session, [device.id])
    tags = {moment.state.institution_id for moment in read_timeline(session, device.id)}
    if tags != {device.institution_id}:
        raise Refused(N_("The device was at another institution before; write it off instead."))
    before = {name: getattr(device, name) for name in COLUMNS}
    bulk_delete(session, DevicePeriod, DevicePeriod.device_id == device.id)
    device.voided_at = now
    record_all(session, [device_entry("voided", device, before, None, actor, now)])


def _seen(
    device: Device, changed: Mapping[str, Any], timeline: Timeline, effective: date
) -> Changed:
    """What a change says of the device's being there, at the institution of that day."""
    state = past.state_on(timeline, effective)
    place = state.institution_id if state else device.institution_id
    return Changed(device.id, place, changed, device.status)


def _differing(change: Change) -> dict[str, Any]:
    device, values, _ = change
    changed = {name: value for name, value in values.items() if getattr(device, name) != value}
    if "institution_id" in changed:
        changed.setdefault("room_id", None)
    return changed


def _set(
    session: Session,
    device: Device,
    changed: Mapping[str, Any],
    timeline: Timeline,
    model_name: str | None,
) -> None:
    for name, value in changed.items():
        setattr(device, name, value)
    if "model_id" in changed:
        session.expire(device, ["model"])
    for name in past.FACTS:  # an earlier day may be changed without changing today
        setattr(device, name, getattr(timeline[-1].state, name))
    facts = {name: getattr(device, name) for name in COLUMNS}
    for name, value in derived(facts, model_name or _model_name(device)).items():
        setattr(device, name, value)


def _model_name(device: Device) -> str | None:
    if device.model is None:
        return None
    return f"{device.model.manufacturer.name} {device.model.name}"
