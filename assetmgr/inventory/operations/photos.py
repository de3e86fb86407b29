"""Keeping photos of what unknown codes stood on."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.inventory.models import StocktakePhoto
from assetmgr.inventory.operations.holding import hold_phone
from assetmgr.inventory.queries.phones import PhoneSignIn


def keep_photo(
    session: Session, phone: PhoneSignIn, uuid: str, content: bytes, *, now: datetime
) -> bool:
    """Keep a JPEG under the uuid of its scan; whether it was not there already."""
    held = hold_phone(session, phone.id)
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
