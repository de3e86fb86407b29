"""Signing in and out with the school's account, through the stand-in's own page."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from assetmgr import create_app
from assetmgr.demo.people import DOMAIN, PEOPLE
from assetmgr.extensions import db
from sync.emulator import TENANT, Account, Client, Directory, Fleet, running
from tests.browser.faults import faults
from tests.commands.conftest import free_address
from tests.support.databases import config_for
from tests.support.demo import demo_file

pytestmark = pytest.mark.browser
ISSUERS = {"google": "/oidc/google", "microsoft": f"/oidc/microsoft/{TENANT}/v2.0"}
STRANGER = Account(f"svesais@{DOMAIN}", "Svešais", hd=DOMAIN)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The product with the demo; one may sign in with the demo's accounts of a stand-in."""
    folder = Path(tmp_path_factory.mktemp("school-account"))
    shutil.copyfile(demo_file(tmp_path_factory), folder / "site.sqlite3")
    host = free_address()
    url = f"http://{host}"
    people = [Account(one.email, one.name, hd=DOMAIN) for one in PEOPLE]
    backs = tuple(f"{url}/sign-in/{name}/callback" for name in ISSUERS)
    directory = Directory((*people, STRANGER), (Client("us", "hush", backs, (f"{url}/sign-in",)),))
    with running(Fleet([]), directory) as emulator:
        environ = {
            "ASSETMGR_BASE_URL": url,
            "ASSETMGR_OIDC_MICROSOFT_TENANT": TENANT,
        }
        for name, path in ISSUERS.items():
            prefix = f"ASSETMGR_OIDC_{name.upper()}_"
            environ |= {
                f"{prefix}CLIENT_ID": "us",
                f"{prefix}CLIENT_SECRET": "hush",
                f"{prefix}DOMAINS": DOMAIN,
                f"{prefix}ISSUER": emulator.url + path,
            }
        app = create_app(config_for(f"sqlite:///{folder / 'site.sqlite3'}", folder, **environ))
        server = make_server("127.0.0.1", int(host.partition(":")[2]), app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield url
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A window in which nobody is signed in, in English."""
    context = chromium.new_context(base_url=address, locale="en-GB")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def choose(page: Page, provider: str, name: str) -> None:
    """Press the provider's button and choose an account on its page."""
    page.goto("/sign-in")
    page.locator(f"a[href^='/sign-in/{provider}']").click()
    page.wait_for_url(f"**{ISSUERS[provider]}/authorize**")
    page.get_by_role("link", name=name, exact=True).click()


def sign_out(page: Page) -> None:
    """Open the person's menu and press the button."""
    page.locator("details.menu:has(form[action='/sign-out']) > summary").click()
    page.locator("form[action='/sign-out'] button").click()


def test_a_school_administrator_signs_in_by_google_and_out_again(page: Page, address: str) -> None:
    choose(page, "google", "Skolas administrators")
    page.wait_for_url(f"{address}/dashboard/")
    sign_out(page)
    page.wait_for_url(f"{address}/signed-out/google")
    expect(page.locator("main a.btn-primary")).to_have_attribute(
        "href", re.compile(r"/oidc/google/Logout$")
    )
    page.goto("/dashboard/")
    page.wait_for_url("**/sign-in**")


def test_a_teacher_who_came_by_microsoft_is_signed_out_there_too(page: Page, address: str) -> None:
    choose(page, "microsoft", "Skolas bibliotekārs")
    page.wait_for_url(f"{address}/dashboard/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_out(page)
    page.wait_for_url(f"{address}/sign-in")
    assert any(f"{ISSUERS['microsoft']}/logout" in one for one in asked)


def test_the_page_that_was_asked_for_opens_after_it(page: Page, address: str) -> None:
    page.goto("/institutions/RAI")
    page.locator("a[href^='/sign-in/google']").click()
    page.get_by_role("link", name="Skolas direktors", exact=True).click()
    page.wait_for_url(f"{address}/institutions/RAI")


def test_who_is_not_known_is_told_whom_to_ask_and_may_choose_again(
    page: Page, address: str
) -> None:
    choose(page, "google", STRANGER.name)
    page.wait_for_url(f"{address}/sign-in/google/callback**")
    expect(page.locator("h1")).to_have_text("The register does not know you yet")
    page.locator("main a.btn-primary").click()
    page.get_by_role("link", name="Skolas administrators", exact=True).click()
    page.wait_for_url(f"{address}/dashboard/")


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), (360, True), (1440, False), (1440, True)]
)
def test_the_pages_are_sound(chromium: Browser, address: str, width: int, dark: bool) -> None:
    context = chromium.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    for path in ("/sign-in", "/signed-out/google"):
        assert faults(page, path) == []
    found = [one for one in faults(page, "/sign-in/google/callback") if "400" not in one]
    assert found == []
    context.close()
