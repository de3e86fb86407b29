"""The demo as the tour shows it: switched on, each sync tells of two who swapped."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr import create_app
from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay
from assetmgr.db.transaction import reading
from assetmgr.demo.google import google_fleet
from assetmgr.demo.people import DOMAIN
from assetmgr.demo.plan import build
from assetmgr.demo.queries import demo_holders
from assetmgr.extensions import db
from assetmgr.google.run import run_sync
from assetmgr.lending.models import LendingPolicy
from sync.emulator import Fleet, credentials_file, running
from sync.google import GoogleSource
from tests.support.databases import config_for
from tests.support.demo import load
from tests.support.writing import written

LAST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference municipality of a school week."""
    file = tmp_path_factory.mktemp("november") / "demo.sqlite3"
    load(file, LAST, datetime(2026, 11, 21, 6, tzinfo=UTC))
    return file


@pytest.fixture
def demo(loaded: Path, tmp_path: Path) -> Iterator[Flask]:
    """A copy of its own for a test, with custody switched on."""
    shutil.copyfile(loaded, tmp_path / "demo.sqlite3")
    app = create_app(config_for(f"sqlite:///{tmp_path / 'demo.sqlite3'}", tmp_path))
    with written(app) as session:
        session.add(LendingPolicy(id=1, custody_on=True, forget_after_months=24))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_switched_on_the_first_sync_sees_that_two_of_a_school_swapped(
    demo: Flask, tmp_path: Path
) -> None:
    with demo.app_context(), reading(db.session(), reason="a test looks") as session:
        assert session.scalars(select(CustodyDay)).all() == [], "it was off until now"
        holders = demo_holders(session)
    assert {email.partition("@")[2] for email in holders.values()} == {DOMAIN}
    with running(Fleet(google_fleet(build(LAST), LAST, holders))) as google:
        key = credentials_file(tmp_path / "key.json", google.url)
        source = GoogleSource(key, f"admin@{DOMAIN}", endpoint=google.url)
        now = datetime.combine(LAST + timedelta(days=1), datetime.min.time(), UTC)
        run_sync(demo, source, started_by="test", now=now + timedelta(hours=8))
    with demo.app_context(), reading(db.session(), reason="a test looks") as session:
        told = select(CustodyDay.device_id, CustodyDay.verdict, CustodyDay.other_device_id)
        days = session.execute(told).all()
    verdicts = Counter(day.verdict for day in days)
    assert verdicts[Verdict.NO] == 2
    assert verdicts[Verdict.YES] > 50
    assert verdicts[Verdict.UNKNOWN]
    one, other = (day for day in days if day.verdict is Verdict.NO)
    assert (one.other_device_id, other.other_device_id) == (other.device_id, one.device_id)
