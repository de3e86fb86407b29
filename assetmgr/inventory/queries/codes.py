"""One unknown code, and the photo of what it stood on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Room
from assetmgr.inventory.codes import Outcome
from assetmgr.inventory.models import StocktakeEntry, StocktakePhone, StocktakePhoto


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A scan that nobody resolved; `code` is what was read, '' where nothing was."""

    entry_id: int
    uuid: str
    code: str
    at: datetime
    by: str
    room: str
    note: str
    has_photo: bool


def unknown_code(session: Session, stocktake_id: int, entry_id: int) -> UnknownCode | None:
    """The unknown code of this stocktake; none where it is none, or was resolved."""
    row = session.execute(
        select(
            StocktakeEntry.id, StocktakeEntry.uuid, StocktakeEntry.code, StocktakeEntry.at,
            StocktakePhone.joined_by, Room.name, StocktakeEntry.note,
            exists().where(StocktakePhoto.uuid == StocktakeEntry.uuid),
        )
        .join(StocktakePhone, StocktakePhone.id == StocktakeEntry.phone_id)
        .outerjoin(Room, Room.id == StocktakeEntry.room_id)
        .where(
            StocktakeEntry.id == entry_id,
            StocktakeEntry.stocktake_id == stocktake_id,
            StocktakeEntry.outcome == Outcome.UNKNOWN,
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    key, uuid, code, at, by, room, note, has_photo = row
    return UnknownCode(key, uuid, code or "", at, by, room or "", note or "", has_photo)


def same_codes(session: Session, stocktake_id: int, code: UnknownCode) -> tuple[int, ...]:
    """The entries of this stocktake that read the same unknown code, this one first."""
    if not code.code:
        return (code.entry_id,)
    rows = session.scalars(
        select(StocktakeEntry.id).where(
            StocktakeEntry.stocktake_id == stocktake_id,
            StocktakeEntry.outcome == Outcome.UNKNOWN,
            StocktakeEntry.code == code.code,
            StocktakeEntry.is_late.is_(False),
            StocktakeEntry.id != code.entry_id,
        )
    )
    return (code.entry_id, *rows)


def photo_of(session: Session, stocktake_id: int, uuid: str) -> bytes | None:
    """The JPEG that belongs to a scan of this stocktake."""
    return session.scalar(
        select(StocktakePhoto.content).where(
            StocktakePhoto.uuid == uuid, StocktakePhoto.stocktake_id == stocktake_id
        )
    )
