"""A phone without space: what isn't kept is never claimed to be, and nothing vanishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.offline.battery import phone
from tests.browser.offline.phone import entries, expect_counts, network_back, scan
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser
QUOTA = 6_000_000
FULL = "Pēdējais skenējums NAV saglabāts: tālrunī nav vietas"
FILL = """() => import("/static/js/count/database.js").then(async db => {
    for (const size of [300_000, 30_000, 3_000, 300, 30]) {
        try {
            for (;;) await db.transact(["photos"], "readwrite", store => db.answer(
                store("photos").put({ uuid: crypto.randomUUID(), phone: "another", size,
                    blob: crypto.getRandomValues(new Uint8Array(Math.min(size, 60_000))),
                    more: "x".repeat(size) })));
        } catch (fault) { if (!db.isFull(fault)) throw fault; }
    } })"""
CLEAR = """() => import("/static/js/count/database.js").then(db =>
    db.transact(["photos"], "readwrite", store => db.answer(store("photos").clear())))"""

CLEAR_AND_TRY = f"""() => ({CLEAR})().then(() =>
    document.querySelector("[data-retry]")?.click())"""


def quota(page: Page, school: School, size: int) -> None:
    """Give the browser so many bytes for the site."""
    session = page.context.new_cdp_session(page)
    told = {"origin": school.server.url, "quotaSize": size}
    session.send("Storage.overrideQuotaForOrigin", told)


@pytest.fixture
def page(driver: Playwright, profile: Path, school: School) -> Iterator[Page]:
    """A phone that joined and has little space."""
    with phone(driver, profile, school) as one:
        quota(one.context.pages[0], school, QUOTA)
        yield one.join()


def free(page: Page, school: School) -> None:
    """Somebody removed photos and apps."""
    page.evaluate(CLEAR)
    quota(page, school, 10 * QUOTA)


def test_it_says_so_and_takes_nothing_more_until_the_scan_is_kept(
    page: Page, school: School
) -> None:
    scan(page, *school.tags[:3])
    expect_counts(page, sent=3, waiting=0)
    page.evaluate(FILL)
    scan(page, school.tags[3])
    expect(page.locator("#notices")).to_contain_text(FULL)
    expect(page.locator("#last-pill")).to_contain_text("Nav saglabāts")
    scan(page, school.tags[4])
    expect(page.locator("#last-tag")).to_have_text(school.tags[3])
    expect_counts(page, sent=3, waiting=0)
    expect(page.get_by_role("button", name="Mēģināt vēlreiz")).to_be_visible()
    page.evaluate(CLEAR_AND_TRY)  # in one step: the page tries by itself, too, and hides the button
    expect(page.locator("#notices")).not_to_contain_text(FULL)
    expect_counts(page, sent=4, waiting=0)
    assert [one.code for one in school.entries()] == school.tags[:4]


def test_what_waits_on_it_is_delivered_once(page: Page, school: School) -> None:
    school.server.stop()
    scan(page, *school.tags[:5])
    expect_counts(page, sent=0, waiting=5)
    page.evaluate(FILL)
    school.server.start()
    network_back(page)
    while entries(page):  # the server has them, and noting that found no space
        page.wait_for_timeout(50)
    free(page, school)
    network_back(page)
    expect_counts(page, sent=5, waiting=0)
    assert [one.code for one in school.entries()] == school.tags[:5]
