"""Days on which things happen in the demo: Mondays, so that no week has two answers.

A Chromebook that leaves on a Monday is gone for the whole ISO week, as is fair to a weekly report.
"""

from datetime import date, timedelta


def monday(day: date) -> date:
    """The day itself if it is a Monday, otherwise the next one."""
    return day + timedelta(days=-day.weekday() % 7)


def monday_between(first: date, last: date, part: float) -> date:
    """A Monday from `first` to shortly after `last`; `part` (0 up to 1) says how far along."""
    return monday(first + timedelta(days=int((last - first).days * part)))
