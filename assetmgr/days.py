"""Days as people count them, in moments of the world's clock."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple


class LocalDay(NamedTuple):
    """A day from the moment it begins up to the one it `ends` before, both in UTC."""

    day: date
    begins: datetime
    ends: datetime


def local_day(day: date, zone: tzinfo) -> LocalDay:
    """The day as it is counted in a time zone; 23 or 25 hours where clocks are changed."""
    return LocalDay(day, _midnight(day, zone), _midnight(day + timedelta(days=1), zone))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
