"""The devices that a file names, as they are now: a few statements, whatever the number of rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from assetmgr.db.batches import batches
from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Device
from assetmgr.devices.operations.facts import COLUMNS

CHUNK: Final = 1_000
"""Rows or keys that one statement takes."""

Number = tuple[int, int, str]
"""Institution, kind and an inventory or serial number without case: unique together."""


@dataclass(frozen=True, slots=True)
class Current:
    """A device as it is now: column -> value."""

    id: int
    values: dict[str, Any]


def devices_by_key(session: Session, keys: Sequence[str]) -> dict[str, Current]:
    """The devices within the scope that have these tags (without case), by tag."""
    columns = [getattr(Device, name) for name in COLUMNS]
    found: dict[str, Current] = {}
    for chunk in batches(keys, CHUNK):
        rows = session.execute(
            select(Device.id, Device.tag_key, *columns).where(
                Device.tag_key.in_(chunk), Device.voided_at.is_(None)
            )
        )
        for device_id, key, *values in rows:
            found[key] = Current(device_id, dict(zip(COLUMNS, values, strict=True)))
    return found


def taken_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Which of these tags some device of the municipality has, wherever it is."""
    taken: set[str] = set()
    with system_scope(session, reason="a tag is unique in the municipality"):
        for chunk in batches(keys, CHUNK):
            taken.update(
                session.scalars(
                    select(Device.tag_key).where(
                        Device.tag_key.in_(chunk), Device.voided_at.is_(None)
                    )
                )
            )
    return taken


def owners_of(
    session: Session, column: InstrumentedAttribute[str | None], numbers: Collection[Number]
) -> dict[Number, int]:
    """The device that has each of these inventory (or serial) numbers now."""
    key = tuple_(Device.institution_id, Device.kind_id, column)
    found: dict[Number, int] = {}
    for chunk in batches(sorted(numbers), CHUNK):
        rows = session.execute(
            select(Device.id, Device.institution_id, Device.kind_id, column).where(
                key.in_(chunk), Device.voided_at.is_(None)
            )
        )
        found.update(((place, kind, number or ""), one) for one, place, kind, number in rows)
    return found
