"""Which devices a stocktake expects."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

NO_ROOM: Final = 0
"""Stands among the rooms of a scope for the devices that stand in none."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: all of the institution, or what fits everything that is named here.

    `room_ids` may hold `NO_ROOM`; `kinds` are codes; `doubtful_days`: only devices that nothing
    saw for so many days.
    """

    site_id: int | None = None
    room_ids: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    doubtful_days: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As a stocktake keeps it."""
        return {
            "site": self.site_id,
            "rooms": list(self.room_ids),
            "kinds": list(self.kinds),
            "doubtful_days": self.doubtful_days,
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Scope":
        """From what a stocktake keeps."""
        return cls(kept["site"], tuple(kept["rooms"]), tuple(kept["kinds"]), kept["doubtful_days"])

    @property
    def is_everything(self) -> bool:
        """Whether the whole institution is counted."""
        return self == Scope()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the commission, as the act names them."""

    name: str
    position: str


def members(kept: Collection[Mapping[str, str]]) -> tuple[Member, ...]:
    """The commission that a stocktake keeps."""
    return tuple(Member(one["name"], one["position"]) for one in kept)
