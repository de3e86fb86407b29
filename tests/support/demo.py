"""The reference municipality in a SQLite file, loaded once for all test workers."""

import fcntl
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assetmgr import create_app
from assetmgr.db.transaction import writing
from assetmgr.demo.operations import load_demo
from assetmgr.extensions import db
from tests.support.databases import config_for, migrate


def demo_file(folders: pytest.TempPathFactory) -> Path:
    """A database with the demo up to yesterday; copy it before changing anything."""
    shared = folders.getbasetemp().parent / "demo"
    shared.mkdir(exist_ok=True)
    file = shared / "demo.sqlite3"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            load_until_yesterday(shared / "draft.sqlite3")
            (shared / "draft.sqlite3").rename(file)
    return file


def load_until_yesterday(file: Path) -> None:
    """Make a database of the demo."""
    now = datetime.now(UTC)
    zone = config_for(f"sqlite:///{file}", file.parent).timezone
    load(file, now.astimezone(zone).date() - timedelta(days=1), now)


def load(file: Path, until: date, now: datetime) -> None:
    """Make a database of the demo up to a day."""
    config = config_for(f"sqlite:///{file}", file.parent)
    migrate(config)
    with create_app(config).app_context():
        with writing(db.session(), reason="the demo") as session:
            load_demo(session, until=until, now=now, progress=lambda _: None)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
