"""What all phones found since a moment: what keeps each phone's own picture in step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.inventory.codes import Action, Outcome
from assetmgr.inventory.models import StocktakeEntry, StocktakeLine
from assetmgr.inventory.policy.scans import Scan, scans_of
from assetmgr.inventory.queries.log import entries_of

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
class Delta:
    """Changes up to the entry `after`, with the first `resolved` unknown codes resolved."""

    after: int
    resolved: int
    changes: tuple[FoundNow, ...]


def found_since(session: Session, stocktake_id: int, after: int, resolved: int) -> Delta:
    """What changed since an answer that said `after` and `resolved` (0, 0: everything).

    Three statements at most; one where nothing changed.
    """
    rows = _news(session, stocktake_id, after)
    now_resolved = sum(row.is_resolved for row in rows)
    told = [row for row in rows if row.id > after or (row.is_resolved and now_resolved > resolved)]
    expected = (row for row in told if row.outcome in _EXPECTED)
    devices = {one for row in expected for one in (row.device_id, row.undone_id) if one is not None}
    changes = _changes(session, stocktake_id, devices) if devices else ()
    return Delta(max((after, *(row.id for row in told))), now_resolved, changes)


def _news(session: Session, stocktake_id: int, after: int) -> Sequence[Any]:
    """Later entries, and those whose code was resolved, which may be news of an earlier one."""
    target = aliased(StocktakeEntry)
    of_undo = and_(
        StocktakeEntry.action == Action.UNDO,
        target.phone_id == StocktakeEntry.phone_id,
        target.uuid == StocktakeEntry.target,
    )
    return session.execute(
        select(
            StocktakeEntry.id,
            StocktakeEntry.outcome,
            StocktakeEntry.device_id,
            target.device_id.label("undone_id"),
            StocktakeEntry.resolved_at.is_not(None).label("is_resolved"),
        )
        .outerjoin(target, of_undo)
        .where(
            StocktakeEntry.stocktake_id == stocktake_id,
            or_(StocktakeEntry.id > after, StocktakeEntry.resolved_at.is_not(None)),
            StocktakeEntry.is_late.is_(False),
        )
    ).all()


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
