"""The database's upkeep: SQLite learns how its tables are filled, PostgreSQL is left alone."""

from flask import Flask
from sqlalchemy import inspect, text

from assetmgr.extensions import db
from assetmgr.jobs.scheduler import build
from assetmgr.jobs.upkeep import JOB, tend_nightly
from tests.support.town import Town


def test_a_night_later_sqlite_knows_how_many_devices_there_are(app: Flask, town: Town) -> None:
    tend_nightly(app)
    tend_nightly(app)
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            counted = connection.scalar(
                text("SELECT max(stat) FROM sqlite_stat1 WHERE tbl = 'device'")
            )
            assert int(str(counted).split()[0]) == len(town.devices)
        else:
            assert not inspect(connection).has_table("sqlite_stat1")


def test_it_is_done_every_night(app: Flask) -> None:
    assert build(app).get_job(JOB) is not None
