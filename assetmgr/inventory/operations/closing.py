"""Closing: decisions are applied, results are frozen, the sum is set; all of it or nothing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import Change, change_devices, changed_past
from assetmgr.devices.operations.past import read_timelines
from assetmgr.devices.policy.timeline import Timeline
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Decision, Result, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.holding import hold_open
from assetmgr.inventory.operations.trail import note
from assetmgr.inventory.policy.decisions import decided, moves
from assetmgr.inventory.policy.phones import holding_up
from assetmgr.inventory.policy.reading import Finding, read
from assetmgr.inventory.policy.rows import Line
from assetmgr.inventory.policy.sealing import rows_sha256
from assetmgr.inventory.queries.log import entries_of, lines_of
from assetmgr.inventory.queries.mark import mark_of
from assetmgr.inventory.queries.names import names_now
from assetmgr.inventory.queries.phones import phones_of
from assetmgr.inventory.queries.sealed import SEAL, sealed_rows

Wanted = Mapping[int, Mapping[str, Any]]
"""Device -> the columns to be set in it."""
Rows = Mapping[int, StocktakeLine]
"""Device -> its line."""
_STATUSES = {
    Decision.LOST: Status.LOST,
    Decision.STOLEN: Status.STOLEN,
    Decision.NEEDS_REPAIR: Status.NEEDS_REPAIR,
}


def close(
    session: Session,
    stocktake: Stocktake,
    *,
    mark: str | None = None,
    actor: Actor,
    now: datetime,
    today: date,
) -> str:
    """Apply what was decided from today on, freeze the rows, and give their SHA-256.

    Args:
        mark: what `mark_of` said when the actor looked; None: they close it as it is.

    Raises:
        Refused: a phone did not sign off and was not overridden, the stocktake is closed, it
            changed since `mark`, or a device cannot change as was decided; the device is named,
            and nothing is done.
    """
    hold_open(session, stocktake)
    _ensure_looked_at(session, stocktake, mark)
    _ensure_phones_done(session, stocktake)
    lines = lines_of(session, stocktake.id)
    findings = read(lines, entries_of(session, stocktake.id)).findings
    rows = _rows(session, stocktake.id)
    wanted = {
        line.device_id: values
        for line in lines
        if (values := _values(line, findings.get(line.device_id)))
    }
    _apply(session, stocktake, wanted, rows, actor=actor, now=now, today=today)
    _freeze(session, lines, rows, findings)
    return _seal(session, stocktake, actor=actor, now=now)


def _ensure_looked_at(session: Session, stocktake: Stocktake, mark: str | None) -> None:
    """Only a stocktake that is held changes no more between the look and the closing."""
    if mark is not None and mark != mark_of(session, stocktake.id):
        raise Refused(N_("Something new came meanwhile. Look at it, then press once more."))


def _ensure_phones_done(session: Session, stocktake: Stocktake) -> None:
    if waiting := holding_up(phones_of(session, stocktake.id)):
        names = ", ".join(f"{phone.name} ({phone.joined_by})" for phone in waiting)
        raise Refused(N_("These phones have not signed off: %(names)s."), names=names)


def _apply(
    session: Session,
    stocktake: Stocktake,
    wanted: Wanted,
    rows: Rows,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Change the devices as was decided, in few statements: phones wait meanwhile."""
    devices = _devices(session, stocktake, wanted)
    told = read_timelines(session, [*devices])
    for device_id, values in wanted.items():
        tag = rows[device_id].asset_tag
        if device_id not in devices:
            raise Refused(
                N_("%(tag)s: the institution does not have this device any more."), tag=tag
            )
        try:
            _ensure_may_change(devices[device_id], values, told[device_id], today)
        except Refused as refused:
            raise Refused(N_("%(tag)s: %(why)s"), tag=tag, why=refused) from refused
    changes = [Change(devices[key], values) for key, values in wanted.items()]
    change_devices(session, changes, effective=today, actor=actor, now=now, today=today)


def _ensure_may_change(
    device: Device, values: Mapping[str, Any], told: Timeline, today: date
) -> None:
    changed = {name: value for name, value in values.items() if getattr(device, name) != value}
    changed_past(told, device.status, changed, today, today)


def _values(line: Line, finding: Finding | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    decision = decided(line, finding)
    if (status := _STATUSES.get(decision)) is not None:
        values["status"] = status
    if finding is not None and moves(decision, finding):
        values["room_id"] = finding.room_id
    return values


def _rows(session: Session, stocktake_id: int) -> Rows:
    rows = session.scalars(select(StocktakeLine).where(StocktakeLine.stocktake_id == stocktake_id))
    return {row.device_id: row for row in rows}


def _devices(session: Session, stocktake: Stocktake, ids: Wanted) -> dict[int, Device]:
    if not ids:
        return {}
    rows = session.scalars(
        select(Device).where(
            Device.id.in_(ids),
            Device.institution_id == stocktake.institution_id,
            Device.voided_at.is_(None),
        )
    )
    return {device.id: device for device in rows}


def _freeze(
    session: Session, lines: Iterable[Line], rows: Rows, findings: Mapping[int, Finding]
) -> None:
    """Write into each line what was found of its device, and what was done."""
    for line in lines:
        row, finding = rows[line.device_id], findings.get(line.device_id)
        row.decision = decided(line, finding)
        row.result = finding.result if finding else Result.MISSING
        if finding is None:
            continue
        row.found_at = finding.first.entry.at
        row.found_by = finding.first.entry.by
        row.found_room_id = finding.room_id
        row.found_room = finding.room
        row.condition = finding.remark.condition
        row.note = row.note or finding.remark.note
    session.flush()


def _seal(session: Session, stocktake: Stocktake, *, actor: Actor, now: datetime) -> str:
    """Sum up the rows as they are stored, and close."""
    stocktake.closed_at, stocktake.closed_by = now, actor.name
    stocktake.seal, stocktake.names = SEAL, names_now(session, stocktake)
    session.flush()
    total = rows_sha256(*sealed_rows(session, stocktake.id))
    stocktake.status, stocktake.rows_sha256 = StocktakeStatus.CLOSED, total
    session.flush()
    note(session, "closed", stocktake, None, {"rows_sha256": total}, actor=actor, now=now)
    return total
