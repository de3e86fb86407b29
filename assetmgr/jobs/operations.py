"""Runs of jobs as rows: each job once for each period."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assetmgr.jobs.models import JobRun


def claim(session: Session, job: str, period: str, now: datetime) -> JobRun | None:
    """Take the work of a period; None if it was taken before."""
    taken = session.scalar(
        select(exists(select(JobRun.id).where(JobRun.job == job, JobRun.period == period)))
    )
    if taken:
        return None
    run = JobRun(job=job, period=period, started_at=now)
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError:  # somebody else was a moment quicker
        return None
    return run


def finish(session: Session, run_id: int, message: str, now: datetime) -> None:
    """Note how it ended."""
    run = session.scalars(select(JobRun).where(JobRun.id == run_id)).one()
    run.finished_at = now
    run.message = message[:2000]
