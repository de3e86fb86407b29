"""Scans made in the page of a stocktake: a computer is a phone that the server numbers."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4, uuid5

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Action
from assetmgr.inventory.models import Stocktake, StocktakeEntry, StocktakePhone
from assetmgr.inventory.operations.delivering import rooms_in, take_in
from assetmgr.inventory.operations.holding import hold_open, hold_phone
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.receipts import Receipt
from assetmgr.inventory.operations.signing_off import note_sign_off
from assetmgr.inventory.policy.scans import Scan, scans_of
from assetmgr.inventory.policy.told import Told
from assetmgr.inventory.queries.log import entries_of

_NAMESPACE: Final = UUID("7a3c0c52-6a55-4c0f-9a35-5d7a0f0f4d11")


def desk_key(stocktake_id: int, user_id: int | None) -> str:
    """The key of a person's computer in a stocktake; a second window is the same one."""
    return str(uuid5(_NAMESPACE, f"{stocktake_id}:{user_id}"))


def desk_id(session: Session, stocktake_id: int, user_id: int | None) -> int | None:
    """The person's computer among the phones; None before its first scan."""
    key = desk_key(stocktake_id, user_id)
    return session.scalar(select(StocktakePhone.id).where(StocktakePhone.key == key))


def tell(
    session: Session, stocktake: Stocktake, told: Told, *, name: str, actor: Actor, now: datetime
) -> Receipt:
    """Store one entry of the actor's computer, whose numbers the server gives out.

    So nothing ever waits there: it is signed off after each entry. An entry that came before, which
    its uuid says, is not stored again.

    Args:
        told: its number is not read.
        name: what the computer is called among the phones.

    Raises:
        Refused: the stocktake is closed, or is done on one page without phones.
    """
    hold_open(session, stocktake)
    phone_id = desk_id(session, stocktake.id, actor.user_id)
    if phone_id is None:
        joined = join(session, stocktake, name, actor=actor, now=now)
        joined.phone.key = desk_key(stocktake.id, actor.user_id)
        session.flush()
        phone_id = joined.phone.id
    held = hold_phone(session, phone_id, rooms_in([told]))
    number = _stored_number(session, phone_id, told.uuid) or held.received + 1
    delivered = take_in(session, held, [replace(told, number=number)], sent_at=now, now=now)
    note_sign_off(session, phone_id, delivered.received, now=now)
    return delivered.receipts[0]


def _stored_number(session: Session, phone_id: int, uuid: str) -> int | None:
    return session.scalar(
        select(StocktakeEntry.number).where(
            StocktakeEntry.uuid == uuid, StocktakeEntry.phone_id == phone_id
        )
    )


def scan_at_desk(
    session: Session,
    stocktake: Stocktake,
    code: str,
    room_id: int | None,
    *,
    uuid: str | None = None,
    name: str,
    actor: Actor,
    now: datetime,
) -> Receipt:
    """Store a scan; what it is stands in the receipt.

    Args:
        uuid: the window's own, by which it may send the scan twice; None: it is made here.
    """
    told = Told(0, uuid or str(uuid4()), Action.SCAN, now, code=code, room_id=room_id)
    return tell(session, stocktake, told, name=name, actor=actor, now=now)


def undo_at_desk(
    session: Session, stocktake: Stocktake, *, name: str, actor: Actor, now: datetime
) -> Scan:
    """Take back the actor's last scan at this computer that stands; the scan as it was.

    Raises:
        Refused: there is none, or the stocktake is closed.
    """
    last = _last_own(session, stocktake.id, actor.user_id)
    if last is None:
        raise Refused(N_("There is no scan of yours to take back."))
    told = Told(0, str(uuid4()), Action.UNDO, now, target=last.entry.uuid)
    tell(session, stocktake, told, name=name, actor=actor, now=now)
    return last


def last_at_desk(session: Session, stocktake_id: int, user_id: int | None) -> Scan | None:
    """The newest scan of the person's computer that was not taken back, as all phones' log has it.

    Only what was told of the same device is read, and what was told of no device.
    """
    last = _last_own(session, stocktake_id, user_id)
    if last is None:
        return None
    device = StocktakeEntry.device_id
    same = or_(device.is_(None), device == last.entry.device_id)
    scans = scans_of(entries_of(session, stocktake_id, same))
    return next(scan for scan in scans if scan.entry.id == last.entry.id)


def _last_own(session: Session, stocktake_id: int, user_id: int | None) -> Scan | None:
    phone_id = desk_id(session, stocktake_id, user_id)
    if phone_id is None:
        return None
    own = entries_of(session, stocktake_id, StocktakeEntry.phone_id == phone_id)
    return next((scan for scan in reversed(scans_of(own)) if scan.stands), None)
