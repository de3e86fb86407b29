"""A school's own people: they get an account, sign in with a browser each, and join."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Playwright

from assetmgr.auth.codes import Role
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.offline.phone import PATIENCE_MS
from tests.support.command import CommandLine

_PASSWORD = "Pagrabs-un-bēniņi-64"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, whose password is set."""

    email: str

    def sign_in(self, context: BrowserContext, site: str) -> Page:
        """Sign in at the site's address; the browser's first window."""
        page = context.pages[0] if context.pages else context.new_page()
        page.goto(f"{site}/sign-in")
        page.locator("[name=email]").fill(self.email)
        page.locator("[name=password]").fill(_PASSWORD)
        page.locator("button[type=submit]").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page


def welcome(run: CommandLine, role: Role, institution: str, page: Page, site: str) -> Person:
    """Add a person by command, and open the link in a window to set the password."""
    email = f"{role}@{institution.lower()}.example"
    added = run.run("user", "add", email, "--role", role.value, "--institution", institution)
    assert added.code == 0, added.err
    page.goto(site + urlsplit(added.out.strip()).path)
    for field in ("password", "again"):
        page.locator(f"[name={field}]").fill(_PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/sign-in")
    return Person(email)


@contextmanager
def own_browser(driver: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A phone's browser, a process with a profile of its own."""
    context = driver.chromium.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        args=FLAGS,
        locale="lv-LV",
        viewport={"width": 360, "height": 740},
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def join_as(page: Page, site: str, stocktake_id: int, name: str) -> None:
    """Let the phone of this window join on the stocktake's page."""
    page.goto(f"{site}/stocktakes/{stocktake_id}")
    page.get_by_label("Kā sauc šo tālruni").fill(name)
    page.get_by_role("button", name="Skaitīt ar šo tālruni").click()
    page.wait_for_url(f"**/count?language=lv#{stocktake_id}")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
