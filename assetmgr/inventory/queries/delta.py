"""What all phones found since a moment: what keeps each phone's own picture in step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.inventory.codes import Action, Outcome
from assetmgr.inventory.models import StocktakeEntry, StocktakeLine
from assetmgr.inventory.policy.scans import Scan, scans_of
from assetmgr.inventory.queries.log import entries_of
from assetmgr.inventory.queries.standing import expected_and_seen

_EXPECTED: Final = frozenset({Outcome.FOUND, Outcome.ELSEWHERE})
_MANY: Final = 500
"""With more devices than this the whole log is read: no statement carries so many ids."""


@dataclass(frozen=True, slots=True)
class FoundNow:
    """An expected device whose scans changed: where, by which phone and when it was seen last.

    `undone`: no scan of it stands any more.
    """

    key: str
    room: int | None
    by: str
    at: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class RoomFound:
    """Of the devices expected in a room (None: in no room), how many were seen anywhere."""

    id: int | None
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class Delta:
    """Changes up to the entry `after`, and every room as it is now."""

    after: int
    changes: tuple[FoundNow, ...]
    rooms: tuple[RoomFound, ...]


def found_since(session: Session, stocktake_id: int, after: int) -> Delta:
    """What changed after the entry with this id (0: everything), in four statements."""
    last, devices = _touched(session, stocktake_id, after)
    changes = _changes(session, stocktake_id, devices) if devices else ()
    rows = expected_and_seen(session, StocktakeLine.room_id, stocktake_ids=[stocktake_id])
    return Delta(last, changes, tuple(RoomFound(*row) for row in rows))


def _touched(session: Session, stocktake_id: int, after: int) -> tuple[int, set[int]]:
    """The last entry's id, and the expected devices of which later entries speak."""
    target = aliased(StocktakeEntry)
    of_undo = and_(
        StocktakeEntry.action == Action.UNDO,
        target.phone_id == StocktakeEntry.phone_id,
        target.uuid == StocktakeEntry.target,
    )
    rows = session.execute(
        select(
            StocktakeEntry.id, StocktakeEntry.outcome, StocktakeEntry.device_id, target.device_id
        )
        .outerjoin(target, of_undo)
        .where(
            StocktakeEntry.stocktake_id == stocktake_id,
            StocktakeEntry.id > after,
            StocktakeEntry.is_late.is_(False),
        )
    ).all()
    devices = {one for row in rows if row[1] in _EXPECTED for one in row[2:] if one is not None}
    return max((row[0] for row in rows), default=after), devices


def _changes(session: Session, stocktake_id: int, devices: set[int]) -> tuple[FoundNow, ...]:
    few = len(devices) <= _MANY
    speaks = or_(StocktakeEntry.device_id.in_(devices), StocktakeEntry.action == Action.UNDO)
    log = entries_of(session, stocktake_id, *([speaks] if few else []))
    scans: dict[int, list[Scan]] = {one: [] for one in devices}
    for scan in scans_of(log):
        if scan.entry.device_id in scans:
            scans[scan.entry.device_id].append(scan)
    keys = _keys(session, stocktake_id, devices if few else None)
    return tuple(_now(keys[one], scans[one]) for one in sorted(devices) if one in keys)


def _keys(session: Session, stocktake_id: int, devices: Iterable[int] | None) -> dict[int, str]:
    wanted = [StocktakeLine.stocktake_id == stocktake_id]
    if devices is not None:
        wanted.append(StocktakeLine.device_id.in_(devices))
    rows = session.execute(select(StocktakeLine.device_id, StocktakeLine.tag_key).where(*wanted))
    return dict(rows.all())


def _now(key: str, scans: list[Scan]) -> FoundNow:
    standing = [scan for scan in scans if scan.stands]
    placed = [scan for scan in standing if scan.entry.room_id is not None]
    last = (placed or standing or scans)[-1].entry
    return FoundNow(key, last.room_id, last.phone, last.at, undone=not standing)
