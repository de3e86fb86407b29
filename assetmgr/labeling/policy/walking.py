"""The order in which somebody walks from room to room with a sheet of labels."""

import re
from dataclasses import dataclass
from typing import Any, Final

from assetmgr.i18n.alphabet import latvian_key

_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Stop:
    """A room where something is to be labelled, with its place; None: devices in no room."""

    room_id: int | None
    room: str | None
    floor: int | None
    building: str | None
    site: str | None
    institution: str
    count: int


def walking_key(stop: Stop) -> tuple[Any, ...]:
    """Institution, site, building, floor, room; numbers count as such, and no room comes last."""
    return (
        latvian_key(stop.institution),
        stop.room_id is None,
        natural_key(stop.site or ""),
        natural_key(stop.building or ""),
        stop.floor is None,
        stop.floor or 0,
        natural_key(stop.room or ""),
        stop.room_id or 0,
    )


def natural_key(text: str) -> tuple[Any, ...]:
    """Sort key of a name with numbers: 2, 10, 10a, Aktu zāle."""
    parts = (part for part in _DIGITS.split(text) if part)
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, latvian_key(part)) for part in parts
    )
