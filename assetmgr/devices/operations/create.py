"""Taking devices into the register, one or many, with their first period."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record_all
from assetmgr.db.batches import batches
from assetmgr.db.bulk import bulk_insert, bulk_insert_returning
from assetmgr.devices.models import Device, DevicePeriod, DeviceTenure
from assetmgr.devices.operations.facts import COLUMNS, DeviceFacts, derived
from assetmgr.devices.operations.tagged import Tagged, tell_tagged

BATCH: Final = 2_000


def create_device(
    session: Session, facts: DeviceFacts, *, actor: Actor, now: datetime, today: date
) -> Device:
    """Take one device into the register."""
    ids = create_devices(session, [facts], actor=actor, now=now, today=today)
    return session.scalars(select(Device).where(Device.id == ids[0])).one()


def create_devices(
    session: Session, many: Iterable[DeviceFacts], *, actor: Actor, now: datetime, today: date
) -> list[int]:
    """Take devices into the register with tenure, first period and audit entry; their ids in order.

    The first period begins on the day a device was acquired, or today where that is not told
    (DOMAIN.md, rule 3); a device acquired later than today begins on that day.

    Raises:
        Refused: a tag is not theirs to have.
    """
    ids: list[int] = []
    for batch in batches(many, BATCH):
        ids += _create_batch(session, batch, actor, now, today)
    return ids


def _create_batch(
    session: Session, batch: Sequence[DeviceFacts], actor: Actor, now: datetime, today: date
) -> list[int]:
    rows = [_row(facts, today) for facts in batch]
    ids = bulk_insert_returning(session, Device, rows, Device.id)
    told = list(zip(ids, rows, strict=True))
    bulk_insert(
        session,
        DeviceTenure,
        ({"device_id": key, "institution_id": row["institution_id"]} for key, row in told),
    )
    bulk_insert(session, DevicePeriod, (_first_period(key, row) for key, row in told))
    record_all(session, (_created(key, row, actor, now) for key, row in told))
    tagged = [Tagged(key, row["institution_id"], row["tag_key"]) for key, row in told]
    tell_tagged(session, tagged, actor=actor, now=now)
    return ids


def _row(facts: DeviceFacts, today: date) -> dict[str, Any]:
    told = {name: getattr(facts, name) for name in COLUMNS}
    return {**told, **derived(told, facts.model_name), "entered_on": today}


def _first_period(device_id: int, row: dict[str, Any]) -> dict[str, Any]:
    copied = (
        "institution_id",
        "room_id",
        "kind_id",
        "purpose",
        "status",
        "asset_tag",
        "serial_number",
        "model_id",
        "acquired_on",
        "aue",
    )
    return {
        "device_id": device_id,
        "valid_from": row["acquired_on"] or row["entered_on"],
        "valid_to": None,
        **{name: row[name] for name in copied},
    }


def _created(device_id: int, row: dict[str, Any], actor: Actor, now: datetime) -> dict[str, Any]:
    told = {name: row[name] for name in COLUMNS if row[name] is not None}
    return entry(
        action="created",
        subject="device",
        subject_id=device_id,
        label=row["asset_tag"],
        institution_id=row["institution_id"],
        before=None,
        after=told,
        actor=actor,
        now=now,
    )
