"""One unknown code, and the photo of what it stood on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Outcome
from assetmgr.inventory.models import StocktakeEntry, StocktakePhoto
from assetmgr.inventory.policy.codes import key_of
from assetmgr.inventory.policy.scans import Scan, scans_of
from assetmgr.inventory.queries.log import entries_of

UNRESOLVED: Final = (
    StocktakeEntry.outcome == Outcome.UNKNOWN,
    StocktakeEntry.resolved_at.is_(None),
    StocktakeEntry.is_late.is_(False),
)
"""Unknown codes of which nobody said what they were."""


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A scan that nobody resolved; `code` is what was read, '' where nothing was.

    `note` is what was told of the scan, by then or later.
    """

    entry_id: int
    uuid: str
    code: str
    at: datetime
    by: str
    room: str
    note: str
    has_photo: bool


def unknown_code(session: Session, stocktake_id: int, entry_id: int) -> UnknownCode | None:
    """The unknown code of this stocktake; none where it is none, or was resolved or set aside."""
    row = session.execute(
        select(
            StocktakeEntry.uuid, exists().where(StocktakePhoto.uuid == StocktakeEntry.uuid)
        ).where(
            StocktakeEntry.id == entry_id, StocktakeEntry.stocktake_id == stocktake_id, *UNRESOLVED
        )
    ).one_or_none()
    if row is None:
        return None
    uuid, has_photo = row
    return _shown(_scan(session, stocktake_id, uuid), has_photo=has_photo)


def _scan(session: Session, stocktake_id: int, uuid: str) -> Scan:
    """The scan with everything that was told of it."""
    speaks = or_(StocktakeEntry.uuid == uuid, StocktakeEntry.target == uuid)
    (scan,) = scans_of(entries_of(session, stocktake_id, speaks))
    return scan


def _shown(scan: Scan, *, has_photo: bool) -> UnknownCode:
    entry, note = scan.entry, scan.remark.note
    return UnknownCode(
        entry.id, entry.uuid, entry.code or "", entry.at, entry.by, entry.room or "", note or "",
        has_photo,
    )  # fmt: skip


def same_codes(session: Session, stocktake_id: int, code: UnknownCode) -> tuple[int, ...]:
    """The unresolved entries of this stocktake that read the same, this one first."""
    rows = session.execute(
        select(StocktakeEntry.id, StocktakeEntry.code).where(
            StocktakeEntry.stocktake_id == stocktake_id,
            StocktakeEntry.id != code.entry_id,
            *UNRESOLVED,
        )
    )
    key = key_of(code.code)
    return (code.entry_id, *(one for one, read in rows if key and key_of(read) == key))


def photo_of(session: Session, stocktake_id: int, uuid: str) -> bytes | None:
    """The JPEG that belongs to a scan of this stocktake."""
    return session.scalar(
        select(StocktakePhoto.content).where(
            StocktakePhoto.uuid == uuid, StocktakePhoto.stocktake_id == stocktake_id
        )
    )
