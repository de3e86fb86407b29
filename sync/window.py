"""Which days a sweep tells about."""

from datetime import date, datetime, timedelta, tzinfo

COVERED_DAYS = 14
"""activeTimeRanges holds 'the last 14 to 15 days': not documented, so the surer number."""


def covered_days(now: datetime, zone: tzinfo) -> tuple[date, date]:
    """Return the first and last whole day that a sweep at `now` (aware) covers, both included.

    Days are the calendar days of `zone`. Today is not over, so it is not covered; what Google
    tells of it is kept all the same. A covered day without activity is a day of no use.
    """
    today = now.astimezone(zone).date()
    return today - timedelta(days=COVERED_DAYS), today - timedelta(days=1)
