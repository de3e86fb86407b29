"""A phone says that it is done, or an administrator says so for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_set
from assetmgr.db.errors import Refused
from assetmgr.inventory.models import Stocktake, StocktakePhone
from assetmgr.inventory.operations.holding import CLOSED, hold_phone
from assetmgr.inventory.operations.trail import note

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The answer to a sign-off; not `done` while numbers up to the last one are missing."""

    received: int
    done: bool


def sign_off(session: Session, phone_id: int, last_number: int, *, now: datetime) -> SignedOff:
    """Note that the phone gave out no number after `last_number`, if all up to it are here."""
    phone = hold_phone(session, phone_id)
    if phone.received < last_number:
        return SignedOff(phone.received, done=False)
    note_sign_off(session, phone.id, last_number, now=now)
    return SignedOff(phone.received, done=True)


def note_sign_off(session: Session, phone_id: int, last_number: int, *, now: datetime) -> None:
    """As `sign_off`, of a phone that is held and told everything."""
    bulk_set(
        session,
        StocktakePhone,
        StocktakePhone.id == phone_id,
        signed_off_at=now,
        last_number=last_number,
    )


def override_phone(
    session: Session,
    stocktake: Stocktake,
    phone_id: int,
    reason: str = "",
    *,
    actor: Actor,
    now: datetime,
) -> bool:
    """Let the closing not wait for a phone; the actor answers for it by name, and says why.

    Name and reason stand beside the phone, cut at 200 characters; the trail has all of it. Whether
    the stocktake has that phone.

    Raises:
        Refused: the stocktake is closed.
    """
    phone = session.scalars(
        select(StocktakePhone).where(
            StocktakePhone.id == phone_id, StocktakePhone.stocktake_id == stocktake.id
        )
    ).one_or_none()
    if phone is None:
        return False
    if hold_phone(session, phone.id).is_late:
        raise Refused(CLOSED)
    bulk_set(
        session,
        StocktakePhone,
        StocktakePhone.id == phone.id,
        overridden_at=now,
        overridden_by=(f"{actor.name}: {reason}" if reason else actor.name)[:_LONGEST],
    )
    after = {
        "phone": phone.name,
        "joined_by": phone.joined_by,
        "received": phone.received,
        "reason": reason,
    }
    note(session, "overrode", stocktake, None, after, actor=actor, now=now)
    return True
