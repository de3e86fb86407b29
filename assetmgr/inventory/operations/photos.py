"""Keeping photos of what unknown codes stood on."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Action
from assetmgr.inventory.models import StocktakeEntry, StocktakePhoto
from assetmgr.inventory.operations.holding import hold_phone
from assetmgr.inventory.queries.phones import PhoneSignIn


class NoSuchScanError(LookupError):
    """The stocktake has no scan with this uuid; phones deliver scans before their photos."""


def keep_photo(
    session: Session, phone: PhoneSignIn, uuid: str, content: bytes, *, now: datetime
) -> bool:
    """Keep a JPEG under the uuid of its scan; whether it was not there already.

    Raises:
        NoSuchScanError: nothing was scanned under that uuid.
    """
    held = hold_phone(session, phone.id)
    scan = select(StocktakeEntry.id).where(
        StocktakeEntry.uuid == uuid,
        StocktakeEntry.stocktake_id == held.stocktake_id,
        StocktakeEntry.action == Action.SCAN,
    )
    if session.scalar(scan) is None:
        raise NoSuchScanError(uuid)
    known = select(StocktakePhoto.uuid).where(StocktakePhoto.uuid == uuid)
    if session.scalar(known) is not None:
        return False
    session.add(
        StocktakePhoto(
            uuid=uuid,
            stocktake_id=held.stocktake_id,
            institution_id=held.institution_id,
            content=content,
            received_at=now,
        )
    )
    return True
