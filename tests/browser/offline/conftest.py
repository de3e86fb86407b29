"""A school that counts, and a phone that joined its stocktake."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from assetmgr import create_app
from assetmgr.extensions import config_of, db
from tests.browser.offline.phone import PATIENCE_MS, Phone
from tests.browser.offline.school import School, new_school
from tests.browser.offline.server import Server
from tests.support.command import CommandLine
from tests.support.databases import config_for
from tests.support.demo import demo_file


@pytest.fixture(scope="module")
def town_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo, for each test module a copy of its own."""
    folder = Path(tmp_path_factory.mktemp("offline"))
    file = folder / "demo.sqlite3"
    shutil.copyfile(demo_file(tmp_path_factory), file)
    app = create_app(config_for(f"sqlite:///{file}", folder))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def server(town_hall: Flask) -> Iterator[Server]:
    """Its server, in a process of its own."""
    config = config_of(town_hall)
    environ = {
        "ASSETMGR_DATABASE_URL": config.database_url,
        "ASSETMGR_DATA_DIR": str(config.data_dir),
        "ASSETMGR_SECRET_KEY": config.secret_key,
    }
    one = Server(os.environ | environ)
    yield one
    one.stop()


@pytest.fixture
def school(town_hall: Flask, server: Server) -> School:
    """A school with a new stocktake, and the server running."""
    server.start()
    return new_school(town_hall, server)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Where a browser keeps everything."""
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder


@pytest.fixture
def joined(chromium: Browser, school: School) -> Iterator[Phone]:
    """A phone in whose first tab the stocktake is open."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE_MS)
    one = Phone(context, school)
    one.join()
    yield one
    context.close()


@pytest.fixture
def page(joined: Phone) -> Page:
    """The tab of that phone."""
    return joined.context.pages[0]


@pytest.fixture
def run(
    town_hall: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """The command line on the town hall's database."""
    return CommandLine(town_hall, monkeypatch, capsys)


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    """A window of a computer on which nobody is signed in."""
    context = chromium.new_context(locale="lv-LV", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
