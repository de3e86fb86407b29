"""The demo as the tour shows it: switched on, custody proposes one swap, and each sync agrees."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from assetmgr import create_app
from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay
from assetmgr.custody.queries.proposals import proposals
from assetmgr.db.bulk import bulk_delete
from assetmgr.db.transaction import reading
from assetmgr.demo.google import google_fleet
from assetmgr.demo.people import DOMAIN
from assetmgr.demo.plan import build
from assetmgr.demo.queries import demo_holders
from assetmgr.extensions import db
from assetmgr.google.run import run_sync
from assetmgr.lending.models import LendingPolicy
from assetmgr.loans.models import Act
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


def test_switched_on_it_proposes_one_swap_and_nothing_else(demo: Flask) -> None:
    today = LAST + timedelta(days=1)
    with demo.app_context(), reading(db.session(), reason="a test looks") as session:
        found = proposals(session, today)
        assert (len(found.swaps), len(found.hints)) == (1, 0)
        verdicts = Counter(session.scalars(select(CustodyDay.verdict)))
        assert verdicts[Verdict.YES] > 50 * verdicts[Verdict.NO] / 14
        days = session.execute(select(func.min(CustodyDay.day), func.max(CustodyDay.day))).one()
        assert days == (today - timedelta(days=14), today - timedelta(days=1))


def test_a_sync_with_the_stand_in_says_the_same(demo: Flask, tmp_path: Path) -> None:
    with written(demo) as session:
        (swap,) = proposals(session, LAST + timedelta(days=1)).swaps
        assert swap.other
        swapped = {swap.one.asset_tag, swap.other.asset_tag}
        holders = demo_holders(session)
        bulk_delete(session, CustodyDay)
    assert {email.partition("@")[2] for email in holders.values()} == {DOMAIN}
    with running(Fleet(google_fleet(build(LAST), LAST, holders))) as google:
        key = credentials_file(tmp_path / "key.json", google.url)
        source = GoogleSource(key, f"admin@{DOMAIN}", endpoint=google.url)
        now = datetime.combine(LAST + timedelta(days=1), datetime.min.time(), UTC)
        run_sync(demo, source, started_by="test", now=now + timedelta(hours=8))
    with demo.app_context(), reading(db.session(), reason="a test looks") as session:
        rows = session.execute(
            select(Act.asset_tag, CustodyDay.verdict).join(Act, Act.id == CustodyDay.act_id)
        ).all()
    assert {tag for tag, verdict in rows if verdict is Verdict.NO} == swapped
    assert {verdict for _, verdict in rows} == {Verdict.YES, Verdict.NO, Verdict.UNKNOWN}
