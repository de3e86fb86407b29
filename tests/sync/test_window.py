"""Which days a sweep covers, in Latvian days."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sync.window import covered_days

RIGA = ZoneInfo("Europe/Riga")


def test_fourteen_whole_days_before_today_are_covered() -> None:
    nightly = datetime(2024, 11, 23, 0, 30, tzinfo=UTC)
    assert covered_days(nightly, RIGA) == (date(2024, 11, 9), date(2024, 11, 22))


def test_the_day_is_that_of_riga_and_not_of_greenwich() -> None:
    late = datetime(2024, 7, 1, 21, 30, tzinfo=UTC)
    assert covered_days(late, RIGA) == (date(2024, 6, 18), date(2024, 7, 1))
