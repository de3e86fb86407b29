"""Activity and coverage written for tests."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_insert
from assetmgr.usage.models import UsageCoverage, UsageDay
from tests.support.town import Town

MONDAY = date(2024, 9, 9)
SUNDAY = date(2024, 9, 15)


def used(session: Session, town: Town, code: str, tag: str, days: Iterable[date]) -> None:
    """A Chromebook was active on the days, at this institution."""
    bulk_insert(
        session,
        UsageDay,
        [
            {
                "device_id": town.devices[tag],
                "day": day,
                "institution_id": town.institutions[code],
                "active_ms": 60_000,
            }
            for day in days
        ],
    )


def seen(session: Session, town: Town, code: str, tag: str, first: date, last: date) -> None:
    """Syncs saw a Chromebook on these days."""
    bulk_insert(
        session,
        UsageCoverage,
        [
            {
                "device_id": town.devices[tag],
                "first_day": first,
                "last_day": last,
                "institution_id": town.institutions[code],
            }
        ],
    )
