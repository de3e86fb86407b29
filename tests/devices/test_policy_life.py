from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.devices.policy.life import is_in_life, last_of_month, minus_years, plus_years

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
YEARS = st.integers(1, 12)


def test_a_leap_day_grows_a_year_older_on_the_first_of_march() -> None:
    assert plus_years(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert plus_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_years_before_a_leap_day_count_from_the_28th() -> None:
    assert minus_years(date(2024, 2, 29), 5) == date(2019, 2, 28)
    assert minus_years(date(2024, 2, 29), 4) == date(2020, 2, 29)


@given(acquired_on=DAYS, on=DAYS, years=YEARS)
def test_adding_years_to_one_side_is_taking_them_from_the_other(
    acquired_on: date, on: date, years: int
) -> None:
    assert (plus_years(acquired_on, years) <= on) == (acquired_on <= minus_years(on, years))


@given(acquired_on=st.just(date(2020, 2, 29)) | st.just(date(2019, 2, 28)), years=YEARS)
def test_the_ends_of_february_keep_the_two_sides_alike(acquired_on: date, years: int) -> None:
    birthday = plus_years(acquired_on, years)
    assert acquired_on <= minus_years(birthday, years)
    assert acquired_on > minus_years(birthday - timedelta(days=1), years)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_last_day_of_a_month_knows_leap_years_and_december(day: date, last: date) -> None:
    assert last_of_month(day) == last


def test_life_ends_on_its_anniversary() -> None:
    acquired_on = date(2021, 9, 1)
    assert is_in_life(date(2026, 8, 31), acquired_on, 5, None)
    assert not is_in_life(date(2026, 9, 1), acquired_on, 5, None)


def test_a_chromebook_lives_to_the_end_of_its_aue_month_and_no_longer() -> None:
    acquired_on, aue = date(2024, 1, 15), date(2026, 6, 1)
    assert is_in_life(date(2026, 6, 30), acquired_on, 6, aue)
    assert not is_in_life(date(2026, 7, 1), acquired_on, 6, aue)


def test_a_late_aue_does_not_lengthen_a_life() -> None:
    assert not is_in_life(date(2026, 9, 1), date(2020, 9, 1), 6, date(2031, 6, 1))


def test_a_device_of_unknown_age_is_not_shown_to_be_in_life() -> None:
    assert not is_in_life(date(2026, 9, 1), None, 6, date(2031, 6, 1))
