"""The privacy rule, every night."""

from datetime import UTC, datetime

import structlog
from flask import Flask

from assetmgr.db.transaction import writing
from assetmgr.extensions import config_of, db
from assetmgr.jobs.operations import claim, finish
from assetmgr.privacy.forgetting import forget
from assetmgr.privacy.queries.past import JOB

_log = structlog.get_logger()


def forget_nightly(app: Flask, now: datetime | None = None) -> str:
    """Forget what is due on the night of `now`, once; what came of it.

    It raises nothing: a night that was cut off is made good by the next. An error is logged by its
    name alone, as its text may name somebody.
    """
    moment = now or datetime.now(UTC)
    day = moment.astimezone(config_of(app).timezone).date()
    with app.app_context(), writing(db.session(), reason="a night's job is claimed") as session:
        run = claim(session, JOB, day.isoformat(), moment)
        run_id = run.id if run else None
    if run_id is None:
        return "done before"
    try:
        done = forget(app, day, now=moment)
        message = f"done: {done.acts} acts, {done.people} people, {done.requests} requests"
    except Exception as error:
        message = f"failed: {type(error).__name__}"
        _log.error("not forgotten", error=type(error).__name__)
    with app.app_context(), writing(db.session(), reason="a night's job ended") as session:
        finish(session, run_id, message, datetime.now(UTC))
    _log.info("privacy rule", period=day.isoformat(), outcome=message)
    return message
