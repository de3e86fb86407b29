"""A real Chromium before a real server with the reference municipality."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from assetmgr import create_app
from assetmgr.auth.codes import Role
from assetmgr.demo.people import PASSWORD, PEOPLE
from assetmgr.extensions import db
from tests.support.databases import config_for
from tests.support.demo import demo_file

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
def chromium() -> Iterator[Browser]:
    """The browser that bin/test found or installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("ASSETMGR_CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class Site:
    """A running product, and how to enter it."""

    url: str
    browser: Browser

    def sign_in(self, role: Role, *, width: int = 1440, dark: bool = False) -> Page:
        """A new browser window, signed in as the demo's person of a role, in Latvian."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="lv-LV",
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_label("E-pasts").fill(_email(role))
        page.get_by_label("Parole").fill(PASSWORD)
        page.get_by_role("button", name="Ienākt").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page


def _email(role: Role) -> str:
    return next(one.email for one in PEOPLE if one.role is role)


@pytest.fixture(scope="module")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product with the demo, on a free port; every test module has its own copy."""
    folder = Path(tmp_path_factory.mktemp("site"))
    shutil.copyfile(demo_file(tmp_path_factory), folder / "site.sqlite3")
    app = create_app(config_for(f"sqlite:///{folder / 'site.sqlite3'}", folder))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", chromium)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()
