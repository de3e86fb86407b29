"""Closing: decisions are applied, results are frozen, the sum is set; all of it or nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Decision, Result, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.holding import hold_open
from assetmgr.inventory.operations.trail import note
from assetmgr.inventory.policy.decisions import decided, moves
from assetmgr.inventory.policy.phones import holding_up
from assetmgr.inventory.policy.reading import Finding, Reading, read
from assetmgr.inventory.policy.rows import Line
from assetmgr.inventory.policy.sealing import rows_sha256
from assetmgr.inventory.queries.log import entries_of, lines_of
from assetmgr.inventory.queries.phones import phones_of
from assetmgr.inventory.queries.rooms import room_names
from assetmgr.inventory.queries.sealed import sealed_rows

_STATUSES = {
    Decision.LOST: Status.LOST,
    Decision.STOLEN: Status.STOLEN,
    Decision.NEEDS_REPAIR: Status.NEEDS_REPAIR,
}


def close(
    session: Session, stocktake: Stocktake, *, actor: Actor, now: datetime, today: date
) -> str:
    """Apply what was decided from today on, freeze the rows, and give their SHA-256.

    Raises:
        Refused: a phone did not sign off and was not overridden, the stocktake is closed, or a
            device cannot change as was decided; the device is named, and nothing is done.
    """
    hold_open(session, stocktake)
    _ensure_phones_done(session, stocktake)
    lines = lines_of(session, stocktake.id)
    reading = read(lines, entries_of(session, stocktake.id))
    _apply(session, stocktake, lines, reading, actor=actor, now=now, today=today)
    _freeze(session, stocktake, lines, reading)
    return _seal(session, stocktake, actor=actor, now=now)


def _ensure_phones_done(session: Session, stocktake: Stocktake) -> None:
    if waiting := holding_up(phones_of(session, stocktake.id)):
        names = ", ".join(f"{phone.name} ({phone.joined_by})" for phone in waiting)
        raise Refused(N_("These phones have not signed off: %(names)s."), names=names)


def _apply(
    session: Session,
    stocktake: Stocktake,
    lines: tuple[Line, ...],
    reading: Reading,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    wanted = {
        line.device_id: values
        for line in lines
        if (values := _values(line, reading.findings.get(line.device_id)))
    }
    tags = dict(_tags(session, stocktake.id, wanted))
    devices = _devices(session, stocktake, wanted)
    for device_id, values in wanted.items():
        if device_id not in devices:
            raise Refused(
                N_("%(tag)s: the institution does not have this device any more."),
                tag=tags[device_id],
            )
        try:
            change_device(
                session,
                devices[device_id],
                values,
                effective=today,
                actor=actor,
                now=now,
                today=today,
            )
        except Refused as refused:
            raise Refused(N_("%(tag)s: %(why)s"), tag=tags[device_id], why=refused) from refused


def _values(line: Line, finding: Finding | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if (status := _STATUSES.get(decided(line, finding))) is not None:
        values["status"] = status
    if finding is not None and moves(line, finding):
        values["room_id"] = finding.room_id
    return values


def _tags(session: Session, stocktake_id: int, ids: dict[int, Any]) -> Iterator[tuple[int, str]]:
    rows = session.execute(
        select(StocktakeLine.device_id, StocktakeLine.asset_tag).where(
            StocktakeLine.stocktake_id == stocktake_id
        )
    )
    yield from ((row.device_id, row.asset_tag) for row in rows if row.device_id in ids)


def _devices(session: Session, stocktake: Stocktake, ids: dict[int, Any]) -> dict[int, Device]:
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
    session: Session, stocktake: Stocktake, lines: tuple[Line, ...], reading: Reading
) -> None:
    """Write into each line what was found of its device, and what was done."""
    names = room_names(session, stocktake.institution_id)
    read_lines = {line.device_id: line for line in lines}
    rows = session.scalars(select(StocktakeLine).where(StocktakeLine.stocktake_id == stocktake.id))
    for row in rows:
        finding = reading.findings.get(row.device_id)
        row.decision = decided(read_lines[row.device_id], finding)
        row.result = finding.result if finding else Result.MISSING
        if finding is None:
            continue
        row.found_at = finding.first.entry.at
        row.found_by = finding.first.entry.by
        row.found_room_id = finding.room_id
        row.found_room = names.get(finding.room_id or 0)
        row.condition = finding.remark.condition
        row.note = row.note or finding.remark.note
    session.flush()


def _seal(session: Session, stocktake: Stocktake, *, actor: Actor, now: datetime) -> str:
    """Sum up the rows as they are stored, and close."""
    stocktake.closed_at, stocktake.closed_by = now, actor.name
    session.flush()
    total = rows_sha256(*sealed_rows(session, stocktake.id))
    stocktake.status, stocktake.rows_sha256 = StocktakeStatus.CLOSED, total
    session.flush()
    note(session, "closed", stocktake, None, {"rows_sha256": total}, actor=actor, now=now)
    return total
