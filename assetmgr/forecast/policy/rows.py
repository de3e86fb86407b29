"""The plain rows that the forecast reads."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DueRow:
    """Like devices that count, or one of them.

    `acquired_on` None: not known. `aue` is any day of the month after which there are no updates.
    `life_years` is a model's own life, None: the kind's. `tag` orders single devices under a cap
    and is '' for a group.
    """

    institution: str
    kind: str
    purpose: str
    acquired_on: date | None
    aue: date | None
    life_years: int | None
    count: int
    tag: str = ""
