"""Entries of one phone that are stored already."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Action, Outcome
from assetmgr.inventory.models import StocktakeEntry
from assetmgr.inventory.policy.scans import Name
from assetmgr.inventory.policy.told import Told


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as a receipt tells it again."""

    id: int
    number: int
    uuid: str
    action: Action
    outcome: Outcome | None
    device_id: int | None
    code: str | None
    owner: str | None
    is_late: bool


_STORED: Final = (
    StocktakeEntry.id, StocktakeEntry.number, StocktakeEntry.uuid, StocktakeEntry.action,
    StocktakeEntry.outcome, StocktakeEntry.device_id, StocktakeEntry.code, StocktakeEntry.owner,
    StocktakeEntry.is_late,
)  # fmt: skip


def stored(session: Session, phone_id: int, numbers: Collection[int]) -> dict[int, Stored]:
    """The entries with these numbers, by number."""
    rows = session.execute(
        select(*_STORED).where(
            StocktakeEntry.phone_id == phone_id, StocktakeEntry.number.in_(numbers)
        )
    )
    return {row.number: Stored(*row) for row in rows}


def twins(session: Session, stocktake_id: int, told: Collection[Told]) -> dict[str, Stored]:
    """Which of these are stored under another number or phone of the stocktake, by uuid.

    A phone that joined again, or of which there are copies, may number an entry anew that came.
    """
    rows = session.execute(
        select(*_STORED).where(
            StocktakeEntry.stocktake_id == stocktake_id,
            StocktakeEntry.uuid.in_([one.uuid for one in told]),
        )
    )
    found = {row.uuid: Stored(*row) for row in rows}
    return {
        one.uuid: found[one.uuid]
        for one in told
        if one.uuid in found
        and (one.action, one.code) == (found[one.uuid].action, found[one.uuid].code)
    }


def targets(session: Session, phone_id: int, uuids: Collection[str]) -> dict[str, Outcome | None]:
    """Which of these uuids are scans of the phone, with their outcomes."""
    rows = session.execute(
        select(StocktakeEntry.uuid, StocktakeEntry.outcome).where(
            StocktakeEntry.phone_id == phone_id,
            StocktakeEntry.uuid.in_(uuids),
            StocktakeEntry.action == Action.SCAN,
        )
    )
    return dict(rows.all())


def undone(session: Session, stocktake_id: int, scans: Collection[Name]) -> set[Name]:
    """Which of these scans were taken back by their own phones."""
    uuids = [uuid for _, uuid in scans]
    rows = session.execute(
        select(StocktakeEntry.phone_id, StocktakeEntry.target).where(
            StocktakeEntry.stocktake_id == stocktake_id,
            StocktakeEntry.action == Action.UNDO,
            StocktakeEntry.target.in_(uuids),
        )
    )
    return {(phone_id, uuid) for phone_id, uuid in rows if uuid is not None} & set(scans)
