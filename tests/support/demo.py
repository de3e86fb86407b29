"""The reference municipality in a SQLite file, loaded once for all test workers."""

import fcntl
from datetime import UTC, datetime, timedelta
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
            _load(shared / "draft.sqlite3")
            (shared / "draft.sqlite3").rename(file)
    return file


def _load(file: Path) -> None:
    config = config_for(f"sqlite:///{file}", file.parent)
    migrate(config)
    now = datetime.now(UTC)
    yesterday = now.astimezone(config.timezone).date() - timedelta(days=1)
    with create_app(config).app_context():
        with writing(db.session(), reason="the demo") as session:
            load_demo(session, until=yesterday, now=now, progress=lambda _: None)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
