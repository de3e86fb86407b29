"""The nightly sync: once a night, by one leader, at half past two in Riga."""

from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from assetmgr import create_app
from assetmgr.db.locks import Lock, alone
from assetmgr.db.transaction import reading
from assetmgr.extensions import config_of, db
from assetmgr.jobs.models import JobRun
from assetmgr.jobs.nightly import nightly_sync
from assetmgr.jobs.scheduler import build
from sync.emulator import Emulator, credentials_file
from tests.google.conftest import google
from tests.support.databases import config_for
from tests.support.town import Town

__all__ = ["google"]
NIGHT = datetime(2024, 9, 19, 23, 30, tzinfo=UTC)


def with_google(app: Flask, google: Emulator, tmp_path: Path) -> Flask:
    """The same database, with the stand-in configured."""
    config = config_of(app)
    key = credentials_file(tmp_path / "key.json", google.url)
    return create_app(
        config_for(
            config.database_url,
            tmp_path,
            ASSETMGR_GOOGLE_CREDENTIALS=str(key),
            ASSETMGR_GOOGLE_SUBJECT="admin@town.example",
            ASSETMGR_GOOGLE_ENDPOINT=google.url,
        )
    )


def test_a_night_is_synced_once_under_its_date_in_riga(
    app: Flask, town: Town, google: Emulator, tmp_path: Path
) -> None:
    configured = with_google(app, google, tmp_path)
    assert nightly_sync(configured, NIGHT) == "done"
    assert nightly_sync(configured, NIGHT) == "done before"
    with configured.app_context():
        with reading(db.session(), reason="a test looks") as session:
            runs = session.scalars(select(JobRun)).all()
            assert [(run.job, run.period) for run in runs] == [("sync google", "2024-09-20")]
        db.engine.dispose()


def test_a_night_without_google_says_what_is_missing(app: Flask, town: Town) -> None:
    assert "ASSETMGR_GOOGLE_CREDENTIALS" in nightly_sync(app, NIGHT)


def test_the_job_fires_at_half_past_two_in_riga_in_summer_and_winter(app: Flask) -> None:
    job = build(app).get_job("sync google")
    for day in (date(2026, 7, 1), date(2026, 12, 1)):
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        fires = job.trigger.get_next_fire_time(None, midnight)
        assert (fires.hour, fires.minute, str(fires.tzinfo)) == (2, 30, "Europe/Riga")
    assert job.misfire_grace_time > 3600


def test_of_two_schedulers_one_leads_until_it_ends(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        with (
            alone(db.engine, Lock.SCHEDULER, tmp_path) as first,
            alone(db.engine, Lock.SCHEDULER, tmp_path) as second,
        ):
            assert (first, second) == (True, False)
        with alone(db.engine, Lock.SCHEDULER, tmp_path) as third:
            assert third
