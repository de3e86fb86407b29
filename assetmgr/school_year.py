"""School years: from 1 September to 31 August (DOMAIN.md, rule 5)."""

from datetime import date
from typing import Final

_SEPTEMBER: Final = 9


def first_day(day: date) -> date:
    """The 1 September on which the school year of `day` began."""
    return date(day.year if day.month >= _SEPTEMBER else day.year - 1, _SEPTEMBER, 1)
