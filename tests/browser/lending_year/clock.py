"""The server's clock. The browsers keep their own, as pupils' phones do."""

from datetime import UTC, date, datetime
from typing import Final

import time_machine

_MORNING: Final = 8
"""In Greenwich: ten or eleven in Riga."""


class Clock:
    """Goes on by itself between two moves."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def go(self, year: int, month: int, day: int) -> date:
        """Let it be the morning of a day."""
        self._traveller.move_to(datetime(year, month, day, _MORNING, tzinfo=UTC), tick=True)
        return date(year, month, day)


def begun() -> time_machine.travel:
    """A clock that stands before the year's first day, to be entered."""
    return time_machine.travel(datetime(2024, 8, 30, _MORNING, tzinfo=UTC), tick=True)
