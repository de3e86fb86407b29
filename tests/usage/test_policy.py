"""Weekly activity: weeks of a span, what is known, means."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.db.errors import Refused
from assetmgr.usage.policy import Active, Activity, Stay, span_of, weekly, whole_weeks

MONDAY = date(2024, 9, 9)
DAYS = st.dates(date(2020, 1, 1), date(2029, 1, 1))


@given(DAYS, st.integers(0, 400))
def test_weeks_are_whole_lie_within_the_span_and_none_is_missing(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    mondays = whole_weeks(first, last)
    assert all(monday.weekday() == 0 for monday in mondays)
    within = [
        day
        for day in (first + timedelta(days=n) for n in range(length + 1))
        if day.weekday() == 0 and day + timedelta(days=6) <= last
    ]
    assert list(mondays) == within


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused, match="before the first"):
        whole_weeks(MONDAY, MONDAY - timedelta(days=1))


def test_a_span_of_more_than_ten_years_is_refused() -> None:
    with pytest.raises(Refused, match="ten years"):
        whole_weeks(date(2000, 1, 1), date(2024, 1, 1))


def test_the_fleet_is_what_stands_there_on_the_sunday() -> None:
    stays = [
        Stay("A", date(2024, 9, 1), MONDAY + timedelta(days=6), 3),  # leaves on the Sunday
        Stay("A", MONDAY + timedelta(days=6), None, 2),  # comes on the Sunday
    ]
    (week,) = weekly([MONDAY], stays, [], [])
    assert week.by_institution == {"A": Activity(fleet=2, known=0, active=0)}


def test_a_week_is_known_only_if_all_its_days_were_seen_by_one_span() -> None:
    stay = Stay("A", date(2024, 9, 1), None, 1)
    whole = Stay("A", date(2024, 9, 1), None, 1, (MONDAY, MONDAY + timedelta(days=6)))
    short = Stay("A", date(2024, 9, 1), None, 1, (MONDAY + timedelta(days=1), date(2025, 1, 1)))
    assert weekly([MONDAY], [stay], [whole], [])[0].total.known == 1
    assert weekly([MONDAY], [stay], [short], [])[0].total.known == 0


def test_an_active_one_is_known_and_counted_once() -> None:
    fleet = [Stay("A", date(2024, 9, 1), None, 5)]
    covered = [Stay("A", date(2024, 9, 1), None, 2, (date(2024, 9, 1), date(2024, 9, 30)))]
    (week,) = weekly([MONDAY], fleet, covered, [Active("A", MONDAY, active=3, unseen=2)])
    assert week.total == Activity(fleet=5, known=4, active=3)
    assert week.total.percent == 60


def test_percent_is_of_the_fleet_and_nothing_where_nothing_is_known() -> None:
    assert Activity(fleet=3, known=1, active=1).percent == Fraction(100, 3)
    assert Activity(fleet=3, known=0, active=0).percent is None


def test_the_mean_leaves_out_weeks_of_which_nothing_is_known() -> None:
    weeks = [
        (MONDAY, Activity(10, 10, 4)),
        (MONDAY + timedelta(days=7), Activity(10, 0, 0)),
        (MONDAY + timedelta(days=14), Activity(10, 10, 7)),
        (MONDAY + timedelta(days=21), Activity(10, 10, 7)),
    ]
    span = span_of(weeks)
    assert (span.weeks, span.mean) == (3, Fraction(6))
    assert (span.highest, span.highest_active) == (MONDAY + timedelta(days=14), 7)
    assert span.together.percent == 60


def test_a_span_without_data_has_no_mean() -> None:
    span = span_of([(MONDAY, Activity(10, 0, 0))])
    assert (span.mean, span.highest) == (None, None)
