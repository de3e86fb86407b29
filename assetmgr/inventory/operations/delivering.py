"""Taking in what a phone tells: in order, each entry once, a receipt for every one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_insert_whole, bulk_set_by_key
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import Seen, saw
from assetmgr.inventory.codes import Action
from assetmgr.inventory.models import StocktakeEntry, StocktakePhone
from assetmgr.inventory.operations.holding import HeldPhone, hold_phone
from assetmgr.inventory.operations.receipts import Delivered, Receipts
from assetmgr.inventory.policy.clock import corrected
from assetmgr.inventory.policy.told import Sorted, Told, in_order
from assetmgr.inventory.queries.known import Known, read_known


def deliver(
    session: Session,
    phone_id: int,
    entries: Sequence[Told],
    *,
    sent_at: datetime,
    now: datetime,
    source: Source = Source.SCAN,
) -> Delivered:
    """Store what continues the phone's numbers; a receipt for each entry up to the first gap.

    An entry that came before is not stored again, and its receipt is made from what is stored.
    After the closing entries are stored as late. New entries take the phone's sign-off back.

    Args:
        sent_at: the phone's clock when it sent.
        source: what shows that a device is there: its label, or whoever ticked it.

    Raises:
        IntegrityError: a new entry has the uuid of another one.
    """
    phone = hold_phone(session, phone_id, rooms_in(entries))
    return take_in(session, phone, entries, sent_at=sent_at, now=now, source=source)


def rooms_in(entries: Iterable[Told]) -> set[int]:
    """The rooms that a delivery names, for holding its phone."""
    return {one.room_id for one in entries if one.room_id is not None}


def take_in(
    session: Session,
    phone: HeldPhone,
    entries: Sequence[Told],
    *,
    sent_at: datetime,
    now: datetime,
    seeks_twins: bool = False,
    source: Source = Source.SCAN,
) -> Delivered:
    """As `deliver`, of a phone that is held.

    Args:
        seeks_twins: of an entry whose uuid the stocktake has already, with the same code, the
            number alone is taken, and its receipt says *repeated*.
    """
    told = in_order(entries, phone.received)
    place = phone.stocktake_id, phone.institution_id, phone.id
    known = read_known(session, *place, told, seeks_twins=seeks_twins)
    receipts = Receipts(phone, known)
    rows: list[dict[str, Any]] = []
    seen: list[Seen] = []
    for one in told.fresh:
        if one.uuid in known.twins:
            receipts.for_twin(one)
            continue
        at = corrected(one.at, sent_at, now, phone.joined_at)
        receipt = receipts.for_new(one)
        device_id = known.meaning(one.code).device_id if one.action is Action.SCAN else None
        rows.append(_row(phone, one, known, receipt.outcome, at, now))
        if device_id is not None and known.meaning(one.code).is_here:
            seen.append((device_id, phone.institution_id, at))
    if told.fresh:
        _store(session, phone, told, rows, source, seen)
    return Delivered(
        received=phone.received + len(told.fresh),
        status=phone.status,
        receipts=tuple(receipts.of(one) for one in told.taken),
        has_gap=told.has_gap,
    )


def _row(
    phone: HeldPhone, one: Told, known: Known, outcome: Any, at: datetime, now: datetime
) -> dict[str, Any]:
    meaning = known.meaning(one.code if one.action is Action.SCAN else None)
    return {
        "stocktake_id": phone.stocktake_id,
        "institution_id": phone.institution_id,
        "phone_id": phone.id,
        "number": one.number,
        "uuid": one.uuid,
        "action": one.action,
        "target": one.target,
        "code": one.code,
        "outcome": outcome,
        "device_id": meaning.device_id,
        **meaning.copies(),
        "owner": meaning.owner,
        "room_id": one.room_id if one.room_id in phone.rooms else None,
        "room": phone.rooms.get(one.room_id) if one.room_id is not None else None,
        "note": one.note,
        "condition": one.condition,
        "move_here": one.move_here,
        "told_at": one.at,
        "at": at,
        "received_at": now,
        "is_late": phone.is_late,
    }


def _store(
    session: Session,
    phone: HeldPhone,
    told: Sorted,
    rows: list[dict[str, Any]],
    source: Source,
    seen: list[Seen],
) -> None:
    bulk_insert_whole(session, StocktakeEntry, rows)
    counted: dict[str, Any] = {"received": phone.received + len(told.fresh)}
    if not phone.is_late:
        counted |= {"signed_off_at": None, "last_number": None}
    key = {"id": phone.id, "institution_id": phone.institution_id}
    bulk_set_by_key(session, StocktakePhone, [{**key, **counted}], keys=list(key))
    saw(session, source, seen)
