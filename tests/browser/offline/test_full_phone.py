"""A phone without space: what isn't kept is never claimed to be, and nothing vanishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.offline.battery import phone
from tests.browser.offline.phone import (
    PATIENCE_MS,
    entries,
    expect_counts,
    network_back,
    scan,
)
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser
QUOTA = 6_000_000
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

CLEAR_AND_TRY = f"""code => ({CLEAR})().then(() => {{
    document.querySelector("[data-retry]")?.click();
    document.querySelector("[data-retry]")?.click();
    const detail = {{ code }};
    document.dispatchEvent(new CustomEvent("scan", {{ detail, cancelable: true }})); }})"""


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


def test_it_names_every_scan_that_is_not_kept_and_then_keeps_each_once(
    page: Page, school: School
) -> None:
    tags = school.tags[:9]
    scan(page, *tags[:3])
    expect_counts(page, sent=3, waiting=0)
    page.evaluate(FILL)
    scan(page, *tags[3:8])
    expect(page.locator("[data-notice=full]")).to_contain_text(", ".join(tags[3:8]))
    expect(page.locator("#last-pill")).to_contain_text("Nav saglabāts")
    expect(page.locator("#last-tag")).to_have_text(tags[7])
    expect_counts(page, sent=3, waiting=0)
    expect(page.get_by_role("button", name="Mēģināt vēlreiz")).to_be_visible()
    page.evaluate(CLEAR_AND_TRY, tags[8])  # at once: a page that is asked often keeps each once
    expect(page.locator("[data-notice=full]")).to_have_count(0)
    expect_counts(page, sent=9, waiting=0)
    stored = school.entries()
    assert [one.code for one in stored] == tags
    assert len({one.uuid for one in stored}) == len(tags)


def test_what_is_not_kept_outlives_leaving_the_stocktake(page: Page, school: School) -> None:
    page.evaluate(FILL)
    scan(page, *school.tags[:2])
    expect(page.locator("[data-notice=full]")).to_be_visible()
    page.locator("#back").click()
    expect(page.locator("#joined li")).to_have_count(1)
    expect(page.locator("[data-notice=full]")).to_contain_text(", ".join(school.tags[:2]))
    free(page, school)
    network_back(page)
    expect(page.locator("[data-notice=full]")).to_have_count(0)
    expect(page.locator("#joined li")).to_contain_text("nosūtīts 2 · gaida 0", timeout=PATIENCE_MS)
    assert [one.code for one in school.entries()] == school.tags[:2]


def test_it_opens_the_page_in_the_language_that_is_named(page: Page, school: School) -> None:
    page.evaluate(FILL)
    school.server.stop()
    page.goto("about:blank")
    page.goto(f"{school.server.url}/count?language=en#{school.stocktake_id}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#title")).to_have_text("Gada inventarizācija")


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
