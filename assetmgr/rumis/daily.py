"""Each night a day's changes for RUMIS go to the data folder, a folder for each institution."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from flask import Flask
from sqlalchemy import select

from assetmgr.commands.whole_file import whole_file
from assetmgr.days import local_day
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import config_of, db
from assetmgr.institutions.models import Institution
from assetmgr.jobs.operations import claim, finish
from assetmgr.rumis import folders
from assetmgr.rumis.files import write_day, write_import
from assetmgr.rumis.policy.rows import Ours
from assetmgr.rumis.queries.ours import ours

JOB: Final = "rumis"
_log = structlog.get_logger()


def write_nightly(app: Flask, now: datetime | None = None) -> str:
    """Write what changed on the day before the night of `now`, once; what came of it.

    It raises nothing: the page tells any day's changes all the same.
    """
    moment = now or datetime.now(UTC)
    night = moment.astimezone(config_of(app).timezone).date()
    with app.app_context(), writing(db.session(), reason="a night's job is claimed") as session:
        run = claim(session, JOB, night.isoformat(), moment)
        run_id = run.id if run else None
    if run_id is None:
        return "done before"
    try:
        files = write_files(app, night - timedelta(days=1))
        message = f"done: {len(files)} files"
    except Exception as error:
        message = f"failed: {type(error).__name__}"
        _log.exception("changes for RUMIS")
    with app.app_context(), writing(db.session(), reason="a night's job ended") as session:
        finish(session, run_id, message, datetime.now(UTC))
    return message


def write_files(app: Flask, day: date) -> list[Path]:
    """Write the files of a day and drop old ones; those written.

    `rumis/CODE/2026-11-22-changes.xlsx` has every device that came, changed, was lent or came
    back on that day, `…-new.xlsx` those that came, as RUMIS imports them.
    """
    config = config_of(app)
    on = local_day(day, config.timezone)
    written = []
    with app.app_context(), reading(db.session(), reason="a day's changes for RUMIS") as session:
        places = session.execute(select(Institution.id, Institution.code)).all()
        for place, code in places:
            if found := ours(session, place, on):
                written += list(_written(folders.of_institution(config.data_dir, code), day, found))
    folders.drop(config.data_dir, day)
    return written


def _written(folder: Path, day: date, found: list[Ours]) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    changes = folder / f"{day}-changes.xlsx"
    with whole_file(changes) as stream:
        write_day(stream, found, day)
    yield changes
    if new := entered(found, day):
        target = folder / f"{day}-new.xlsx"
        with whole_file(target) as stream:
            write_import(stream, new)
        yield target


def entered(found: list[Ours], day: date) -> list[Ours]:
    """Those that came on that day and that RUMIS can take."""
    return [
        one for one in found if one.entered_on == day and one.serial_number and one.inventory_number
    ]
