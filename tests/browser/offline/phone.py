"""A phone as a person uses it: a browser in which a stocktake was joined."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.offline.school import School
from tests.browser.offline.server import PATIENCE_S

PATIENCE_MS = PATIENCE_S * 1000
_SCAN = """codes => codes.forEach(code => document.dispatchEvent(
    new CustomEvent("scan", { detail: { code }, cancelable: true })))"""
_CHANGE = """changes => import("/static/js/count/store.js").then(async store => {
    const [phone] = await store.phones(); await store.changePhone(phone.key, changes); })"""
_ADD = """([told, name]) =>
    import("/static/js/count/store.js").then(store => store.addPhone(told, name))"""
_ENTRIES = """async () => {
    const store = await import("/static/js/count/store.js");
    const queue = await import("/static/js/count/queue.js");
    return queue.entries((await store.phones())[0].key); }"""


@dataclass
class Phone:
    """A browser's windows, and the school whose devices it counts."""

    context: BrowserContext
    school: School

    def join(self, name: str = "Tālrunis") -> Page:
        """Join the stocktake and open it, with everything that is needed without network."""
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.goto(f"{self.school.server.url}/count?language=lv")
        page.evaluate(_ADD, [self.school.join(name), name])
        page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        return self.count(page)

    def count(self, page: Page | None = None) -> Page:
        """Open the stocktake in a tab."""
        tab = page or self.context.new_page()
        tab.goto("about:blank")
        tab.goto(f"{self.school.server.url}/count#{self.school.stocktake_id}")
        self.expect_list(tab)
        return tab

    def reload(self, page: Page) -> None:
        """Load the stocktake again."""
        page.reload()
        self.expect_list(page)

    def expect_list(self, page: Page) -> None:
        """See that the list of devices is on the phone."""
        whole = f"no {len(self.school.tags)}"
        expect(page.locator("#room-figures")).to_contain_text(whole, timeout=PATIENCE_MS)


def scan(page: Page, *codes: str) -> None:
    """Let the handheld scanner read these codes, as fast as it can."""
    page.evaluate(_SCAN, list(codes))


def change(page: Page, **changes: Any) -> None:
    """Change what the phone keeps of its sign-in."""
    page.evaluate(_CHANGE, changes)


def network_back(page: Page) -> None:
    """Tell the page that there is network, as the phone's system does."""
    page.evaluate("() => window.dispatchEvent(new Event('online'))")


def expect_counts(page: Page, *, sent: int, waiting: int) -> None:
    """See that the head says how many entries the server has and how many wait."""
    told = f"nosūtīts {sent} · gaida {waiting}"
    expect(page.locator("#subtitle")).to_contain_text(told, timeout=PATIENCE_MS)


def entries(page: Page) -> list[dict[str, Any]]:
    """What the phone keeps of what it told."""
    found: list[dict[str, Any]] = page.evaluate(_ENTRIES)
    return found
