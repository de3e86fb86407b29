"""The nightly sync."""

from datetime import UTC, datetime
from typing import Final

import structlog
from flask import Flask

from assetmgr.config import Config, ConfigError
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import writing
from assetmgr.extensions import config_of, db
from assetmgr.google.run import google_source, run_sync
from assetmgr.jobs.operations import claim, finish
from sync.faults import ConfigurationFault

JOB: Final = "sync google"
_log = structlog.get_logger()


def nightly_sync(app: Flask, now: datetime | None = None) -> str:
    """Sync once for the night of `now` (its date in the schools' zone); what came of it.

    It raises nothing: a failed night is a row with its reason, and the next night tries again.
    """
    moment = now or datetime.now(UTC)
    config = config_of(app)
    period = moment.astimezone(config.timezone).date().isoformat()
    with app.app_context(), writing(db.session(), reason="a night's job is claimed") as session:
        run = claim(session, JOB, period, moment)
        run_id = run.id if run else None
    if run_id is None:
        return "done before"
    message = _sync(app, config, moment)
    with app.app_context(), writing(db.session(), reason="a night's job ended") as session:
        finish(session, run_id, message, datetime.now(UTC))
    _log.info("nightly sync", period=period, outcome=message)
    return message


def _sync(app: Flask, config: Config, now: datetime) -> str:
    try:
        run = run_sync(app, google_source(config), started_by=JOB, now=now)
    except (ConfigError, ConfigurationFault, Refused) as error:
        return f"not run: {error}"
    except Exception as error:
        _log.exception("nightly sync")
        return f"failed: {type(error).__name__}"
    return f"{run.status.value}: {run.message or ''}".rstrip(": ")
