"""What a phone tells in one delivery, and which of it is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assetmgr.inventory.codes import Action, Condition


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as a phone tells it; `at` is its own clock's, texts fit their columns."""

    number: int
    uuid: str
    action: Action
    at: datetime
    code: str | None = None
    room_id: int | None = None
    target: str | None = None
    note: str | None = None
    condition: Condition | None = None
    move_here: bool | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """A delivery in its order: `fresh` continue the phone's numbers, `repeated` came before.

    At a gap it stops: what follows is neither.
    """

    taken: tuple[Told, ...]
    fresh: tuple[Told, ...]
    repeated: frozenset[int]
    has_gap: bool


def in_order(entries: Sequence[Told], received: int) -> Sorted:
    """Sort a delivery by what the phone told up to number `received` before."""
    taken: list[Told] = []
    fresh: list[Told] = []
    repeated: set[int] = set()
    for one in entries:
        expected = received + len(fresh) + 1
        if one.number > expected:
            return Sorted(tuple(taken), tuple(fresh), frozenset(repeated), has_gap=True)
        taken.append(one)
        if one.number == expected:
            fresh.append(one)
        elif one.number <= received:
            repeated.add(one.number)
    return Sorted(tuple(taken), tuple(fresh), frozenset(repeated), has_gap=False)
