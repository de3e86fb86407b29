"""What was forgotten, and when somebody last looked for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.jobs.models import JobRun
from assetmgr.privacy.codes import Matter
from assetmgr.privacy.models import ForgottenCount

JOB: Final = "forget"
_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Month:
    """A month and how much was forgotten in it."""

    first_day: date
    counts: Mapping[Matter, int]


def months(session: Session) -> list[Month]:
    """The last 24 months in which something was forgotten, the newest first."""
    rows = session.scalars(
        select(ForgottenCount)
        .order_by(ForgottenCount.month.desc(), ForgottenCount.matter)
        .limit(_MONTHS * len(Matter))
    )
    found: dict[date, dict[Matter, int]] = {}
    for row in rows:
        found.setdefault(row.month, {})[row.matter] = row.count
    return [Month(first, counts) for first, counts in list(found.items())[:_MONTHS]]


@dataclass(frozen=True, slots=True)
class LastRun:
    """The newest night on which the job began; without `finished_at` it was cut off."""

    started_at: datetime
    finished_at: datetime | None


def last_run(session: Session) -> LastRun | None:
    """When the nightly job last ran."""
    row = session.execute(
        select(JobRun.started_at, JobRun.finished_at)
        .where(JobRun.job == JOB)
        .order_by(JobRun.period.desc())
        .limit(1)
    ).one_or_none()
    return LastRun(*row) if row else None
