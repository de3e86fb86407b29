"""The moments between which a school year lies (DOMAIN.md, rule 5)."""

from datetime import date, datetime, time, timedelta

from assetmgr import school_year
from assetmgr.riga import RIGA


def span(day: date) -> tuple[datetime, datetime]:
    """From the beginning of the school year of a day to the end of that day."""
    return _midnight(school_year.first_day(day)), _midnight(day + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), RIGA)
