"""What runs when: the scheduler is a process of its own, and one of them leads."""

import time
from typing import Final

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask

from assetmgr.db.locks import Lock, alone
from assetmgr.extensions import config_of, db
from assetmgr.jobs.forgetting import forget_nightly
from assetmgr.jobs.mail import JOB, send_mail
from assetmgr.jobs.nightly import nightly_sync
from assetmgr.loans import reminding
from assetmgr.privacy.queries import past
from assetmgr.rumis import daily as rumis
from assetmgr.rumis import incoming

GRACE_SECONDS: Final = 6 * 3600
RETRY_SECONDS: Final = 30
_log = structlog.get_logger()


def build(app: Flask) -> BackgroundScheduler:
    """The scheduler with every job, not started.

    A job missed while the machine slept runs within six hours; the default grace is one second.
    """
    config = config_of(app)
    scheduler = BackgroundScheduler(timezone=config.timezone)
    scheduler.add_job(
        nightly_sync,
        CronTrigger(hour=2, minute=30, timezone=config.timezone),
        args=[app],
        id="sync google",
        coalesce=True,
        max_instances=1,
        misfire_grace_time=GRACE_SECONDS,
    )
    scheduler.add_job(
        forget_nightly,
        CronTrigger(hour=3, minute=30, timezone=config.timezone),
        args=[app],
        id=past.JOB,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=GRACE_SECONDS,
    )
    scheduler.add_job(
        rumis.write_nightly,
        CronTrigger(hour=4, timezone=config.timezone),
        args=[app],
        id=rumis.JOB,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=GRACE_SECONDS,
    )
    scheduler.add_job(
        incoming.read_incoming,
        CronTrigger(hour=4, timezone=config.timezone),
        args=[app],
        id=incoming.JOB,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=GRACE_SECONDS,
    )
    scheduler.add_job(
        send_mail,
        CronTrigger(minute="*", timezone=config.timezone),
        args=[app],
        id=JOB,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.add_job(
        reminding.remind,
        CronTrigger(hour=reminding.HOURS, timezone=config.timezone),
        args=[app],
        id=reminding.JOB,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=GRACE_SECONDS,
    )
    return scheduler


def run_forever(app: Flask) -> None:
    """Lead, or wait until the one that leads is gone."""
    config = config_of(app)
    with app.app_context():
        engine = db.engine
    while True:
        with alone(engine, Lock.SCHEDULER, config.data_dir) as leads:
            if leads:
                _log.info("scheduler leads")
                scheduler = build(app)
                scheduler.start()
                _wait()
        time.sleep(RETRY_SECONDS)


def _wait() -> None:
    while True:
        time.sleep(3600)
