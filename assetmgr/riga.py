"""The clock by which days are told in letters, on acts and in figures."""

from typing import Final
from zoneinfo import ZoneInfo

RIGA: Final = ZoneInfo("Europe/Riga")
