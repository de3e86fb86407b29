"""School years begin on 1 September."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.school_year import first_day

DAYS = st.dates(date(1980, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_school_year_begins_on_a_1_september_and_takes_a_year(day: date) -> None:
    begun = first_day(day)
    assert (begun.month, begun.day) == (9, 1)
    assert begun <= day < begun.replace(year=begun.year + 1)


def test_31_august_belongs_to_the_school_year_before() -> None:
    assert first_day(date(2024, 9, 1)) == date(2024, 9, 1)
    assert first_day(date(2024, 9, 1) - timedelta(days=1)) == date(2023, 9, 1)
