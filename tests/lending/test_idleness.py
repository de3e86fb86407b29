"""School days, holidays, and how long a device is idle."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.lending.policy.idleness import (
    SCHOOL_WEEK,
    Span,
    first_of,
    idle_days,
    merged,
    school_days,
)

MONDAY = date(2026, 11, 2)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
SPANS = st.lists(
    st.tuples(DAYS, st.integers(0, 40)).map(lambda one: (one[0], one[0] + timedelta(one[1]))),
    max_size=6,
)


def counted(first: date, last: date, holidays: list[Span]) -> int:
    """Day by day, as one would on a calendar."""
    days = (first + timedelta(step) for step in range((last - first).days + 1))
    return sum(
        day.weekday() < 5 and not any(begin <= day <= end for begin, end in holidays)
        for day in days
    )


def test_a_week_has_five_school_days_and_a_weekend_none() -> None:
    assert school_days(MONDAY, MONDAY + timedelta(6), ()) == 5
    assert school_days(MONDAY + timedelta(5), MONDAY + timedelta(6), ()) == 0


def test_days_of_holidays_are_not_counted() -> None:
    autumn = merged([(date(2026, 10, 19), date(2026, 10, 23))])
    assert school_days(date(2026, 10, 12), date(2026, 10, 30), autumn) == 10


def test_a_month_back_from_after_the_summer_begins_before_it() -> None:
    summer = merged([(date(2026, 6, 1), date(2026, 8, 31))])
    assert first_of(4, date(2026, 9, 11), summer) == date(2026, 5, 15)


def test_a_day_that_no_sync_saw_is_not_an_idle_one() -> None:
    seen = [(MONDAY, MONDAY + timedelta(1)), (MONDAY + timedelta(4), MONDAY + timedelta(20))]
    assert idle_days(MONDAY, MONDAY + timedelta(6), seen, ()) == 3
    assert idle_days(MONDAY, MONDAY + timedelta(6), [], ()) == 0


@given(DAYS, st.integers(0, 700), SPANS)
def test_counting_is_as_on_a_calendar(first: date, length: int, spans: list[Span]) -> None:
    last = first + timedelta(length)
    assert school_days(first, last, merged(spans)) == counted(first, last, spans)


@given(SPANS)
def test_merged_days_are_the_same_and_apart(spans: list[Span]) -> None:
    found = merged(spans)
    assert all(one[1] + timedelta(1) < two[0] for one, two in pairwise(found))
    assert {day for span in spans for day in _days(span)} == {
        day for span in found for day in _days(span)
    }


@given(DAYS, st.integers(1, 20), SPANS)
def test_so_many_school_weeks_lie_from_the_first_day_on(
    last: date, weeks: int, spans: list[Span]
) -> None:
    off = merged(spans)
    first = first_of(weeks, last, off)
    assert school_days(first, last, off) == weeks * SCHOOL_WEEK
    assert school_days(first + timedelta(1), last, off) < weeks * SCHOOL_WEEK


def _days(span: Span) -> list[date]:
    return [span[0] + timedelta(step) for step in range((span[1] - span[0]).days + 1)]
