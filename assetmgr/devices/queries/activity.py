"""What Google tells of a Chromebook: its state, and the days on which it was used."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.google.models import GoogleDevice
from assetmgr.usage.models import UsageCoverage, UsageDay

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekOfUse:
    """Days of activity (0-7) in an ISO week; None where no sync saw the whole week."""

    monday: date
    days: int | None


@dataclass(frozen=True, slots=True)
class GoogleFacts:
    """Google's own facts of a device: texts are blank and times None where it tells none."""

    status: str
    model: str
    org_unit_path: str
    annotated_location: str
    os_version: str
    last_sync: datetime | None
    first_enrolled_at: datetime | None
    auto_update_through: date | None


def google_facts(session: Session, device_id: int) -> GoogleFacts | None:
    """What the last sync brought of a device; none where Google never named it."""
    row = session.execute(
        select(
            GoogleDevice.status, GoogleDevice.model, GoogleDevice.org_unit_path,
            GoogleDevice.annotated_location, GoogleDevice.os_version, GoogleDevice.last_sync,
            GoogleDevice.first_enrolled_at, GoogleDevice.auto_update_through,
        ).where(GoogleDevice.device_id == device_id)
    ).one_or_none()  # fmt: skip
    return GoogleFacts(*row) if row else None


def weeks_of_use(
    session: Session, device_id: int, today: date, weeks: int
) -> tuple[WeekOfUse, ...]:
    """The last whole weeks before `today`, oldest first (DOMAIN.md, rule 7)."""
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - WEEK * back for back in range(weeks, 0, -1)]
    active = Counter(
        day - timedelta(days=day.weekday())
        for day in session.scalars(
            select(UsageDay.day).where(
                UsageDay.device_id == device_id,
                UsageDay.day >= mondays[0],
                UsageDay.day < this_monday,
            )
        )
    )
    spans = session.execute(
        select(UsageCoverage.first_day, UsageCoverage.last_day).where(
            UsageCoverage.device_id == device_id, UsageCoverage.last_day >= mondays[0]
        )
    ).all()
    return tuple(_week(monday, active[monday], spans) for monday in mondays)


def _week(monday: date, active: int, spans: Sequence[tuple[date, date]]) -> WeekOfUse:
    sunday = monday + timedelta(days=6)
    seen = any(first <= monday and sunday <= last for first, last in spans)
    return WeekOfUse(monday, active if active or seen else None)
