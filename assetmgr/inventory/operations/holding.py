"""A stocktake held for writing: its phones, its closing and its review wait for one another.

So entries get their ids in the order in which they become visible, *again* is told rightly to two
phones that scan one device at the same moment, and nothing slips in while it closes. On SQLite a
writing transaction is alone anyway.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Room
from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakePhone

CLOSED: Final = N_("The stocktake is closed; nothing in it changes any more.")


_HELD: Final[Any] = (
    select(
        StocktakePhone.id, StocktakePhone.stocktake_id, StocktakePhone.institution_id,
        StocktakePhone.received, StocktakePhone.joined_at, StocktakePhone.token_sha256,
        Stocktake.status, Room.id,
    )
    .join(Stocktake, Stocktake.id == StocktakePhone.stocktake_id)
    .outerjoin(
        Room,
        and_(
            Room.institution_id == StocktakePhone.institution_id,
            Room.id.in_(bindparam("rooms", expanding=True)),
        ),
    )
    .with_for_update(key_share=True, of=(StocktakePhone, Stocktake))
)  # fmt: skip
_HELD_BY_ID: Final[Any] = _HELD.where(StocktakePhone.id == bindparam("phone"))
_HELD_BY_KEY: Final[Any] = _HELD.where(StocktakePhone.key == bindparam("phone"))


@dataclass(frozen=True, slots=True)
class HeldPhone:
    """A phone and its stocktake, as they are while they are held.

    `rooms` are those of the asked ones that the institution has.
    """

    id: int
    stocktake_id: int
    institution_id: int
    received: int
    joined_at: datetime
    token_sha256: str
    status: StocktakeStatus
    rooms: frozenset[int]

    @property
    def is_late(self) -> bool:
        """Whether what it tells now comes after the closing."""
        return self.status is StocktakeStatus.CLOSED


def hold_phone(session: Session, phone_id: int, rooms: Iterable[int] = ()) -> HeldPhone:
    """Hold the phone and its stocktake until the transaction ends.

    Raises:
        NoResultFound: the scope has no such phone.
    """
    found = _held(session, _HELD_BY_ID, phone_id, rooms)
    if found is None:
        raise NoResultFound("the scope has no such phone")
    return found


def hold_phone_signing_in(
    session: Session, key: str, rooms: Iterable[int] = ()
) -> HeldPhone | None:
    """As `hold_phone`, for the phone with this key; nobody is signed in yet, so look everywhere."""
    with system_scope(session, reason="a phone signs in by its own key"):
        return _held(session, _HELD_BY_KEY, key, rooms)


def _held(
    session: Session, statement: Any, phone: int | str, rooms: Iterable[int]
) -> HeldPhone | None:
    rows = session.execute(statement, {"phone": phone, "rooms": list(rooms)}).all()
    if not rows:
        return None
    found = frozenset(row[-1] for row in rows if row[-1] is not None)
    values = (*rows[0][:-1], found)
    return HeldPhone(*values)


def hold_open(session: Session, stocktake: Stocktake) -> None:
    """Hold a stocktake until the transaction ends, and read it anew.

    Raises:
        Refused: it was closed.
    """
    session.refresh(stocktake, with_for_update={"key_share": True})
    if stocktake.status is StocktakeStatus.CLOSED:
        raise Refused(CLOSED)
