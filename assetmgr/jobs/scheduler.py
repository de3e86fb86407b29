"""What runs when: the scheduler is a process of its own, and one of them leads."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask

from assetmgr.db.locks import Lock, alone
from assetmgr.extensions import config_of, db
from assetmgr.jobs import mail, upkeep
from assetmgr.jobs.forgetting import forget_nightly
from assetmgr.jobs.nightly import nightly_sync
from assetmgr.loans import reminding
from assetmgr.privacy.queries import past
from assetmgr.rumis import daily as rumis
from assetmgr.rumis import incoming

GRACE_SECONDS: Final = 6 * 3600
RETRY_SECONDS: Final = 30
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """What is done, and at which hours and minutes by the clock of the schools' zone."""

    name: str
    run: Callable[[Flask], object]
    at: Mapping[str, str | int]
    grace: int | None = GRACE_SECONDS
    """Seconds after which a missed one is not made up for; None: there is no such time."""


JOBS: Final = (
    Job("sync google", nightly_sync, {"hour": 2, "minute": 30}),
    Job(past.JOB, forget_nightly, {"hour": 3, "minute": 30}),
    Job(rumis.JOB, rumis.write_nightly, {"hour": 4}),
    Job(incoming.JOB, incoming.read_incoming, {"hour": 4}),
    Job(upkeep.JOB, upkeep.tend_nightly, {"hour": 4, "minute": 30}),
    Job(reminding.JOB, reminding.remind, {"hour": reminding.HOURS}),
    Job(mail.JOB, mail.send_mail, {"minute": "*"}, grace=None),
)


def build(app: Flask) -> BackgroundScheduler:
    """The scheduler with every job, not started.

    A job missed while the machine slept runs within six hours; the default grace is one second.
    """
    zone = config_of(app).timezone
    scheduler = BackgroundScheduler(timezone=zone)
    for job in JOBS:
        scheduler.add_job(
            job.run,
            CronTrigger(timezone=zone, **job.at),
            args=[app],
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=job.grace,
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
