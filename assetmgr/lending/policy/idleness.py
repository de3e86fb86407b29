"""When a lent device counts as unused: a school week has five days, Monday to Friday.

Days of school holidays are not counted, and days of which nothing is known neither (DOMAIN.md,
rule 7): only a school day on which a sync saw the device and saw no activity is an idle one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

Span = tuple[date, date]
"""First and last day, both inclusive."""

SCHOOL_WEEK: Final = 5
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_SATURDAY: Final = 5
_FAR: Final = timedelta(days=400)
"""Holidays that never end are no reason to look further back."""


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days in order, without overlaps."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def school_days(first: date, last: date, holidays: Sequence[Span]) -> int:
    """The school days from `first` to `last`, both inclusive; `holidays` as `merged` gives them."""
    off = sum(
        _weekdays(max(first, begin), min(last, end))
        for begin, end in holidays
        if begin <= last and first <= end
    )
    return _weekdays(first, last) - off


def first_of(weeks: int, last: date, holidays: Sequence[Span]) -> date:
    """The newest day from which so many school weeks lie up to and with `last`."""
    wanted, day, counted = weeks * SCHOOL_WEEK, last, 0
    while last - day < _FAR:
        counted += school_days(day, day, holidays)
        if counted == wanted:
            break
        day -= _DAY
    return day


def idle_days(since: date, last: date, seen: Iterable[Span], holidays: Sequence[Span]) -> int:
    """School days from `since` to `last` on which syncs saw the device (spans apart)."""
    parts = ((max(since, begin), min(last, end)) for begin, end in seen)
    return sum(school_days(begin, end, holidays) for begin, end in parts if begin <= end)


def _weekdays(first: date, last: date) -> int:
    """Mondays to Fridays, both days inclusive."""
    if last < first:
        return 0
    whole, rest = divmod((last - first).days + 1, _WEEK)
    extra = sum((first.weekday() + step) % _WEEK < _SATURDAY for step in range(rest))
    return whole * SCHOOL_WEEK + extra
