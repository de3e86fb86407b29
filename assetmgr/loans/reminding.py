"""The morning's reminders: a job that runs once a day, on holidays and weekends, too."""

from datetime import UTC, datetime
from typing import Final

import structlog
from flask import Flask

from assetmgr.db.transaction import writing
from assetmgr.extensions import config_of, db
from assetmgr.jobs.operations import claim, finish
from assetmgr.loans.operations.reminders import Reminded, remind_of_day

JOB: Final = "remind of loans"
HOUR: Final = 7
"""In the morning of the schools' zone."""
_log = structlog.get_logger()


def remind_daily(app: Flask, now: datetime | None = None) -> Reminded | None:
    """Queue the letters of the day that `now` is in; None if that was done before, or failed.

    Claim, letters and report are one transaction: a day that failed is whole again, and the next
    run tries it anew. It raises nothing.
    """
    moment = now or datetime.now(UTC)
    day = moment.astimezone(config_of(app).timezone).date()
    try:
        with app.app_context(), writing(db.session(), reason="reminders of a day") as session:
            run = claim(session, JOB, day.isoformat(), moment)
            if run is None:
                return None
            done = remind_of_day(session, day, now=moment)
            session.flush()
            finish(session, run.id, told(done), datetime.now(UTC))
    except Exception as error:  # its text may have a letter in it
        _log.error("no reminders", day=day.isoformat(), error=type(error).__name__)
        return None
    _log.info("reminders", day=day.isoformat(), outcome=told(done))
    return done


def told(done: Reminded) -> str:
    """The outcome in one line."""
    return f"{done.people} people, {done.queued} letters, {done.without_address} without an address"
