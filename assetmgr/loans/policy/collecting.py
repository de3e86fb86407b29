"""When pupils' devices are collected for the summer."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from assetmgr import school_year

_BEGINS: Final = (5, 1)
_ENDS: Final = (8, 31)


@dataclass(frozen=True, slots=True)
class Season:
    """The first and the last day on which a return belongs to a summer's collection."""

    first: date
    last: date


def season_of(today: date) -> Season:
    """The summer that ends the school year of a day: from 1 May, when lessons near their end."""
    year = school_year.first_day(today).year + 1
    return Season(date(year, *_BEGINS), date(year, *_ENDS))
