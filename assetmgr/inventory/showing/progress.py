"""How far a stocktake is: altogether, and room by room."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.inventory.queries.picture import Item, Picture


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of expected devices: `found` stand where they should, `elsewhere` do not."""

    expected: int
    found: int
    elsewhere: int

    @property
    def seen(self) -> int:
        """How many were seen anywhere."""
        return self.found + self.elsewhere

    @property
    def missing(self) -> int:
        """How many nobody has seen."""
        return self.expected - self.seen


@dataclass(frozen=True, slots=True)
class RoomShown:
    """A room of the list; its key is its id, or 0 for the devices that stand in none."""

    key: int
    name: str
    site: str
    progress: Progress
    missing: tuple[Item, ...]


def progress_of(found: Picture) -> Progress:
    """The whole stocktake."""
    counts = found.counts
    return Progress(counts.expected, counts.found, counts.elsewhere)


def rooms_of(found: Picture, items: Mapping[int, Item]) -> list[RoomShown]:
    """The rooms in which something is missing, then the others; each by site and name.

    The devices in no room stand after the rooms.
    """
    names = {one.device.room_id: (one.device.site, one.device.room) for one in found.items}
    rooms = [
        RoomShown(
            room.room_id or 0,
            names[room.room_id][1] or gettext("In no room"),
            names[room.room_id][0],
            Progress(room.expected, room.found - room.elsewhere, room.elsewhere),
            tuple(items[one] for one in room.missing),
        )
        for room in found.reading.rooms
    ]
    return sorted(rooms, key=_order)


def _order(room: RoomShown) -> tuple[object, ...]:
    name = latvian_key(room.site), latvian_key(room.name)
    return not room.missing, room.key == 0, *name
