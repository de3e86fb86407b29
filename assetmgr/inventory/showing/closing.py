"""What closing a stocktake will do, told before anybody presses."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assetmgr.inventory.codes import Decision, Result
from assetmgr.inventory.queries.picture import Item, Picture
from assetmgr.inventory.showing.progress import RoomShown, rooms_of
from assetmgr.inventory.showing.scans import by_device


@dataclass(frozen=True, slots=True)
class Plan:
    """How many devices change how; `untouched` are missing ones that stay as they are."""

    moved: int
    lost: int
    stolen: int
    needs_repair: int
    untouched: int

    @property
    def changed(self) -> int:
        """How many changes there are."""
        return self.moved + self.lost + self.stolen + self.needs_repair


@dataclass(frozen=True, slots=True)
class Review:
    """What is decided about: the missing by room, and what was found elsewhere or damaged."""

    rooms: Sequence[RoomShown]
    seen: Sequence[Item]
    plan: Plan


def review_of(found: Picture) -> Review:
    """Put everything that wants a decision together."""
    return Review(
        [room for room in rooms_of(found, by_device(found)) if room.missing],
        [item for item in found.items if item.result is Result.ELSEWHERE or item.is_damaged],
        _plan(found.items),
    )


def _plan(items: Sequence[Item]) -> Plan:
    decisions = Counter(item.decision for item in items)
    missing = sum(item.result is Result.MISSING for item in items)
    gone = decisions[Decision.LOST] + decisions[Decision.STOLEN]
    return Plan(
        moved=sum(item.moves for item in items),
        lost=decisions[Decision.LOST],
        stolen=decisions[Decision.STOLEN],
        needs_repair=decisions[Decision.NEEDS_REPAIR],
        untouched=missing - gone,
    )
