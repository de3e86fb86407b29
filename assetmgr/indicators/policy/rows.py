"""The plain rows that the arithmetic of indicators reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Told = Mapping[str, Mapping[str, Decimal | None]]
"""Institution code -> headcount column -> the figure that counts on the day; None: not told."""


@dataclass(frozen=True, slots=True)
class Place:
    """An institution; `type` is school, preschool or other."""

    code: str
    name: str
    short_name: str
    type: str


@dataclass(frozen=True, slots=True)
class Cohort:
    """Like devices of an institution that count on the day; `in_life` of them within their life."""

    institution: str
    kind: str
    purpose: str
    count: int
    in_life: int


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Devices that count on the day and came on one day; `acquired_on` None: not known."""

    institution_type: str
    kind: str
    purpose: str
    acquired_on: date | None
    count: int


def told_sum(told: Told, institution: str, columns: Iterable[str]) -> Decimal | None:
    """The sum of the columns at an institution, or None where any of them is not told."""
    facts = told.get(institution, {})
    total = Decimal(0)
    for column in columns:
        value = facts.get(column)
        if value is None:
            return None
        total += value
    return total
