"""How near the day of return is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

SOON: Final = 14
"""So many days before its day of return a device is worth a reminder."""


class Nearness(StrEnum):
    """How near it is."""

    OPEN = "open"
    FAR = "far"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Due:
    """How near the day of return is, and how many days lie between."""

    nearness: Nearness
    days: int = 0


def due(due_on: date | None, today: date) -> Due:
    """How near the day of return is; a loan without one is open-ended."""
    if due_on is None:
        return Due(Nearness.OPEN)
    days = (due_on - today).days
    if days < 0:
        return Due(Nearness.LATE, -days)
    if days == 0:
        return Due(Nearness.TODAY)
    return Due(Nearness.SOON if days <= SOON else Nearness.FAR, days)
