"""The rooms of an institution, as a device may be put into them."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.institutions.models import Room, Site


@dataclass(frozen=True, slots=True)
class NamedRoom:
    """A room; `label` is its name, with the site where the institution has it twice."""

    id: int
    name: str
    label: str


def rooms_of(session: Session, institution_id: int) -> tuple[NamedRoom, ...]:
    """The rooms of an institution by the alphabet."""
    rows = session.execute(
        select(Room.id, Room.name, Site.name)
        .join(Site, Site.id == Room.site_id)
        .where(Room.institution_id == institution_id)
    )
    found = rows.all()
    often = Counter(name.casefold() for _, name, _ in found)
    rooms = (
        NamedRoom(key, name, name if often[name.casefold()] == 1 else f"{name} · {site}")
        for key, name, site in found
    )
    return tuple(sorted(rooms, key=lambda room: latvian_key(room.label)))


def room_named(rooms: tuple[NamedRoom, ...], text: str) -> NamedRoom | None:
    """The room that `text` names by its label, or by its name where only one has it."""
    wanted = text.casefold()
    by_label = [room for room in rooms if room.label.casefold() == wanted]
    by_name = [room for room in rooms if room.name.casefold() == wanted]
    found = by_label or by_name
    return found[0] if len(found) == 1 else None
