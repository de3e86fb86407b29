"""An administrator lets the closing not wait for a phone, and says why."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_set
from assetmgr.inventory.models import Stocktake, StocktakePhone
from assetmgr.inventory.operations.signing_off import override_phone

_LONGEST: Final = 200


def excuse_phone(
    session: Session,
    stocktake: Stocktake,
    phone_id: int,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> bool:
    """Override a phone; who and why stands beside it from then on. Whether there is that phone.

    Raises:
        Refused: the stocktake is closed.
    """
    if not override_phone(session, stocktake, phone_id, actor=actor, now=now):
        return False
    said = f"{actor.name}: {reason}"[:_LONGEST]
    bulk_set(session, StocktakePhone, StocktakePhone.id == phone_id, overridden_by=said)
    return True
