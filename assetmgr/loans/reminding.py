"""The morning's reminders, for each institution and day once, on holidays and weekends, too."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import structlog
from flask import Flask
from sqlalchemy import select

from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import config_of, db
from assetmgr.jobs.models import JobRun
from assetmgr.jobs.operations import claim, finish
from assetmgr.loans.operations.reminders import Reminded, remind_of_days
from assetmgr.loans.queries.due import Place, places

JOB: Final = "remind of loans"
HOURS: Final = "7-23"
"""By the clock of the schools' zone: what was missed in the morning is made up for in an hour."""
BACK: Final = 7
"""So many days, today among them, are made up for."""
_log = structlog.get_logger()


def remind(app: Flask, now: datetime | None = None) -> Reminded | None:
    """Queue the letters of today, and of the last days if nobody did; None if all was done before.

    Claim, letters and report of an institution are one transaction: who lends waits for no more
    than that, and what failed is whole again and tried anew by the next run. It raises nothing.
    """
    moment = now or datetime.now(UTC)
    today = moment.astimezone(config_of(app).timezone).date()
    with app.app_context():
        found = [_remind(place, days, today, moment) for place, days in _missed(today)]
    done = [one for one in found if one is not None]
    if not done:
        return None
    told_all = Reminded(
        sum(one.people for one in done),
        sum(one.queued for one in done),
        sum(one.without_address for one in done),
    )
    _log.info("reminders", day=today.isoformat(), outcome=told(told_all))
    return told_all


def told(done: Reminded) -> str:
    """The outcome in one line."""
    return f"{done.people} people, {done.queued} letters, {done.without_address} without an address"


def _missed(today: date) -> list[tuple[Place, list[date]]]:
    """The institutions with days of which nobody was reminded yet, the newest day first."""
    days = [today - timedelta(days=back) for back in range(BACK)]
    try:
        with reading(db.session(), reason="the days that were reminded of") as session:
            begun = datetime.combine(days[-1], datetime.min.time(), UTC) - timedelta(days=1)
            runs = select(JobRun.period).where(JobRun.job == JOB, JobRun.started_at >= begun)
            known, taken = places(session), set(session.scalars(runs))
    except Exception as error:
        _log.error("no reminders", day=today.isoformat(), error=type(error).__name__)
        return []
    missed = (
        (one, [day for day in days if _period(day, one) not in taken]) for one in known.values()
    )
    return [(one, those) for one, those in missed if those]


def _remind(place: Place, days: Sequence[date], today: date, now: datetime) -> Reminded | None:
    try:
        with writing(db.session(), reason="reminders of an institution") as session:
            runs = {}
            for day in days:
                if run := claim(session, JOB, _period(day, place), now):
                    runs[day] = run
            if not runs:
                return None
            done = remind_of_days(session, place, list(runs), today, now=now)
            session.flush()
            for day, run in runs.items():
                finish(session, run.id, told(done) if day == max(runs) else "with the next", now)
    except Exception as error:  # its text may have a letter in it
        _log.error(
            "no reminders",
            institution=place.code,
            day=today.isoformat(),
            error=type(error).__name__,
        )
        return None
    return done


def _period(day: date, place: Place) -> str:
    return f"{day.isoformat()}:{place.code}"
