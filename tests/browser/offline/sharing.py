"""How two people share the rooms of a school, and what the second one comes upon."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from tests.browser.offline.school import CountedRoom, School
from tests.browser.offline.walk import Stop

TORN: Final = "K04"
"""What a torn label still tells."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The rooms of `first` and of `second`, some half of the devices each.

    The second one does not see the `missing` devices, reads in the own first room also `stray`
    (expected in another room), `foreign` (another institution's) and `TORN`, and at last goes to
    the first one's first room for `again`, which is read there already.
    """

    first: list[Stop]
    second: list[Stop]
    missing: list[str]
    stray: str
    foreign: str
    again: str


def shared(school: School) -> Shared:
    """Share a school's rooms."""
    rooms = _rooms(school)
    counts = accumulate(len(room.tags) for room in rooms)
    half = 1 + sum(count < len(school.tags) / 2 for count in counts)
    ours, theirs = rooms[:half], rooms[half:]
    missing = [room.tags[-1] for room in theirs[1:4]]
    stray, foreign, again = theirs[4].tags[0], school.foreign_tag(), ours[0].tags[0]
    unseen = {*missing, stray}
    begun, *others = [
        Stop(room, [one for one in room.tags if one not in unseen]) for room in theirs
    ]
    second = [
        Stop(begun.room, [*begun.codes, stray, foreign, TORN]),
        *others,
        Stop(ours[0], [again]),
    ]
    return Shared([Stop(room, room.tags) for room in ours], second, missing, stray, foreign, again)


def _rooms(school: School) -> list[CountedRoom]:
    """Every room in which something is expected."""
    rooms: dict[int, CountedRoom] = {}
    known: set[str] = set()
    for tag in school.tags:
        if tag not in known:
            room = school.room_of(tag)
            rooms[room.id] = room
            known.update(room.tags)
    return list(rooms.values())
