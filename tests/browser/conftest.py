"""A real Chromium before a real server with the reference municipality."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from assetmgr import create_app
from assetmgr.auth.codes import Role
from assetmgr.demo.google import google_fleet
from assetmgr.demo.people import PASSWORD, PEOPLE
from assetmgr.demo.plan import build
from assetmgr.extensions import db
from sync.emulator import Fleet, credentials_file, running
from tests.support.databases import config_for
from tests.support.demo import demo_file

CHROMIUM = os.environ.get("ASSETMGR_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What drives every browser; there can be one only."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """The browser that bin/test found or installed."""
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@dataclass(frozen=True)
class Site:
    """A running product, and how to enter it."""

    url: str
    browser: Browser

    def sign_in(self, role: Role, *, width: int = 1440) -> Page:
        """A new browser window, signed in as the demo's person of a role, in Latvian."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 900},
            locale="lv-LV",
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto("/sign-in")
        page.locator("[name=email]").fill(_email(role))
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("button[type=submit]").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page


def _email(role: Role) -> str:
    return next(one.email for one in PEOPLE if one.role is role)


@pytest.fixture(scope="module")
def site(
    chromium: Browser, google: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The product with the demo, on a free port; every test module has its own copy."""
    folder = Path(tmp_path_factory.mktemp("site"))
    file = folder / "site.sqlite3"
    shutil.copyfile(demo_file(tmp_path_factory), file)
    environ = {
        "ASSETMGR_GOOGLE_CREDENTIALS": str(credentials_file(folder / "key.json", google)),
        "ASSETMGR_GOOGLE_SUBJECT": "admin@demo.example",
        "ASSETMGR_GOOGLE_ENDPOINT": google,
    }
    app = create_app(config_for(f"sqlite:///{file}", folder, **environ))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with pytest.MonkeyPatch.context() as patch:  # for the command that the sync's button starts
        environ["ASSETMGR_DATABASE_URL"] = f"sqlite:///{file}"
        environ["ASSETMGR_DATA_DIR"] = str(folder)
        for name, value in environ.items():
            patch.setenv(name, value)
        yield Site(f"http://127.0.0.1:{server.server_port}", chromium)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def google() -> Iterator[str]:
    """The address of a stand-in for Google with the demo's Chromebooks."""
    until = datetime.now(UTC).date() - timedelta(days=1)
    with running(Fleet(google_fleet(build(until), until))) as emulator:
        yield emulator.url


@pytest.fixture(scope="module", params=(360, 1440))
def width(request: pytest.FixtureRequest) -> int:
    """Of a phone's window and a computer's, in pixels."""
    found: int = request.param
    return found


@pytest.fixture(scope="module")
def at_school(site: Site, width: int) -> Iterator[Page]:
    """A window of a school's administrator."""
    page = site.sign_in(Role.SCHOOL_ADMIN, width=width)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def at_municipality(site: Site, width: int) -> Iterator[Page]:
    """A window of the municipality's administrator."""
    page = site.sign_in(Role.MUNICIPAL_ADMIN, width=width)
    yield page
    page.context.close()
