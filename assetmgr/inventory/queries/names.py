"""What an act calls what may be renamed afterwards: the institution, the rooms of the scope."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.institutions.models import Institution, Room
from assetmgr.inventory.models import Stocktake


def names_now(session: Session, stocktake: Stocktake) -> dict[str, Any]:
    """The names that a stocktake keeps when it is closed."""
    institution = session.scalars(
        select(Institution.name).where(Institution.id == stocktake.institution_id)
    ).one()
    rooms = room_names(session, stocktake.scope["rooms"])
    return {"institution": institution, "rooms": list(rooms)}


def room_names(session: Session, ids: Collection[int]) -> tuple[str, ...]:
    """The names of these rooms as they are now, in the order of the alphabet."""
    if not ids:
        return ()
    names = session.scalars(select(Room.name).where(Room.id.in_(ids)))
    return tuple(sorted(names, key=latvian_key))
