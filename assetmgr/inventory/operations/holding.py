"""A stocktake held for writing: its phones, its closing and its review wait for one another.

So entries get their ids in the order in which they become visible, *again* is told rightly to two
phones that scan one device at the same moment, and nothing slips in while it closes. On SQLite a
writing transaction is alone anyway.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_read
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Room
from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakePhone
from assetmgr.inventory.policy.phones import bar_of

CLOSED: Final = N_("The stocktake is closed; nothing in it changes any more.")


_HELD: Final[Any] = (
    select(
        StocktakePhone.id, StocktakePhone.stocktake_id, StocktakePhone.institution_id,
        StocktakePhone.received, StocktakePhone.joined_at, StocktakePhone.overridden_at,
        Stocktake.status, Room.id, Room.name,
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
_HELD_BY_KEY: Final[Any] = _HELD.where(
    StocktakePhone.key == bindparam("phone"), StocktakePhone.token_sha256 == bindparam("token")
)


@dataclass(frozen=True, slots=True)
class HeldPhone:
    """A phone and its stocktake, as they are while they are held.

    `rooms` are those of the asked ones that the institution has, with their names.
    """

    id: int
    stocktake_id: int
    institution_id: int
    received: int
    joined_at: datetime
    overridden_at: datetime | None
    status: StocktakeStatus
    rooms: Mapping[int, str]

    @property
    def is_late(self) -> bool:
        """Whether what it tells now comes after the closing."""
        return self.status is StocktakeStatus.CLOSED

    @property
    def may_read(self) -> bool:
        """Whether it is told anything of the register."""
        return bar_of(is_closed=self.is_late, overridden_at=self.overridden_at) is None


def hold_phone(session: Session, phone_id: int, rooms: Iterable[int] = ()) -> HeldPhone:
    """Hold the phone and its stocktake until the transaction ends.

    Raises:
        NoResultFound: the scope has no such phone.
    """
    told = {"phone": phone_id, "rooms": list(rooms)}
    found = _held(session.execute(_HELD_BY_ID, told).all())
    if found is None:
        raise NoResultFound("the scope has no such phone")
    return found


def hold_phone_signing_in(
    session: Session, key: str, token_sha256: str, rooms: Iterable[int] = ()
) -> HeldPhone | None:
    """As `hold_phone`, for the phone with this key and token; nobody is signed in yet, so look
    everywhere. Whoever is none of them holds nothing.
    """
    told = {"phone": key, "token": token_sha256, "rooms": list(rooms)}
    with system_scope(session, reason="a phone signs in by its own key"):
        return _held(bulk_read(session, _HELD_BY_KEY, told))


def _held(rows: Sequence[Any]) -> HeldPhone | None:
    if not rows:
        return None
    found = {row[-2]: row[-1] for row in rows if row[-2] is not None}
    values = (*rows[0][:-2], found)
    return HeldPhone(*values)


def hold(session: Session, stocktake: Stocktake) -> None:
    """Hold a stocktake until the transaction ends, and read it anew."""
    session.refresh(stocktake, with_for_update={"key_share": True})


def hold_open(session: Session, stocktake: Stocktake) -> None:
    """As `hold`.

    Raises:
        Refused: it was closed.
    """
    hold(session, stocktake)
    if stocktake.status is StocktakeStatus.CLOSED:
        raise Refused(CLOSED)
