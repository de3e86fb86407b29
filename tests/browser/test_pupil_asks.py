"""A pupil asks for a device by phone; the desk confirms; the pupil sees it."""

import pytest
from playwright.sync_api import Page, expect

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
PHONE = 360


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_pupil_asks_by_phone_and_sees_what_the_desk_decided(site: Site) -> None:
    pupil = site.sign_in(Role.BORROWER, width=PHONE)
    pupil.wait_for_url("**/my")
    assert fits(pupil)
    tablet = pupil.locator("a[href*='/my/ask'][href*='kind=tablet']")
    tablet.click()
    expect(pupil.locator("#kind")).to_have_value("tablet")
    pupil.locator("details summary").click()
    expect(pupil.get_by_text("Saņēmējs atlīdzina zaudējumus")).to_be_visible()
    assert fits(pupil)
    pupil.select_option("#reason", "shared_device")
    pupil.fill("#note", "Dators ir kopā ar brāli")
    pupil.click("main form button[type=submit]")
    pupil.wait_for_url("**/my")
    waiting = pupil.locator("section", has=pupil.locator("#wait"))
    number = waiting.locator(".muted.figures").inner_text().split(" ")[0]
    assert number.startswith("P-RAI-")

    desk = site.sign_in(Role.SCHOOL_STAFF)
    desk.goto("/requests?institution=RAI")
    row = desk.locator("tr", has=desk.get_by_role("link", name=number, exact=True))
    row.locator("button[name=one]").click()
    desk.wait_for_url("**/requests**")
    row = desk.locator("tr", has=desk.get_by_role("link", name=number, exact=True))
    expect(row.locator(".pill-ok")).to_be_visible()

    pupil.reload()
    expect(waiting.locator(".pill-ok")).to_be_visible()
    waiting.locator("form button").click()
    expect(pupil.locator("#wait")).to_have_count(0)
    pupil.locator(".own-bar form button").click()
    pupil.wait_for_url("**/sign-in**")
    pupil.goto("/my")
    pupil.wait_for_url("**/sign-in**")
    pupil.context.close()
    desk.context.close()


def test_a_fault_is_told_and_a_longer_loan_asked_for_by_phone(site: Site) -> None:
    pupil = site.sign_in(Role.BORROWER, width=PHONE)
    pupil.wait_for_url("**/my")
    pupil.locator("a[href$='/longer']").first.click()
    due = pupil.locator(".lead").inner_text().rsplit(" ", 1)[1].strip(".").split(".")
    pupil.fill("#wanted_until", f"{due[2]}-06-30")
    pupil.click("main form button[type=submit]")
    pupil.wait_for_url("**/my")
    expect(pupil.locator("a[href$='/longer']")).to_have_count(0)
    pupil.locator("a[href$='/report']").first.click()
    pupil.locator("input[name=kind][value=fault]").check()
    pupil.fill("#told", "Taustiņš neiet")
    assert fits(pupil)
    pupil.click("main form button[type=submit]")
    pupil.wait_for_url("**/my/acts/*")
    expect(pupil.locator("main")).to_contain_text("30.06.")
    pupil.context.close()
