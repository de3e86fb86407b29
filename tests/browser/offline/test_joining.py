"""A phone joins on the stocktake's page; the app can be installed and is open to every reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assetmgr.auth.codes import Role
from assetmgr.demo.people import PASSWORD, PEOPLE
from tests.browser.offline.phone import PATIENCE_MS, Phone, expect_counts, scan
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser
LOOKS = [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")]


def _sign_in(browser: Browser, school: School) -> Page:
    page = browser.new_context(base_url=school.server.url, locale="lv-LV").new_page()
    page.goto("/sign-in")
    email = next(one.email for one in PEOPLE if one.role is Role.SCHOOL_STAFF)
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def test_a_phone_joins_by_a_button_and_goes_on_with_the_same_sign_in(
    chromium: Browser, school: School
) -> None:
    page = _sign_in(chromium, school)
    for _ in range(2):
        page.goto(f"/stocktakes/{school.stocktake_id}")
        page.get_by_label("Kā sauc šo tālruni").fill("Bibliotēkas tālrunis")
        page.get_by_role("button", name="Skaitīt ar šo tālruni").click()
        page.wait_for_url(f"**/count?language=lv#{school.stocktake_id}")
        Phone(page.context, school).expect_list(page)
    assert [one.name for one in school.phones()] == ["Bibliotēkas tālrunis"]
    page.context.clear_cookies()
    scan(page, school.tags[0])
    expect(page.locator("#last-state")).to_have_text("nosūtīts", timeout=PATIENCE_MS)
    page.context.close()


def test_a_closed_stocktake_says_why_it_cannot_be_joined(chromium: Browser, school: School) -> None:
    page = _sign_in(chromium, school)
    page.goto(f"/stocktakes/{school.stocktake_id}")
    school.close()
    page.get_by_role("button", name="Skaitīt ar šo tālruni").click()
    expect(page.locator("[data-say=refused]")).to_be_visible()
    expect(page.locator("[data-say=refused]")).not_to_be_empty()
    page.context.close()


def test_a_phone_that_the_server_forgot_hands_in_its_scans_after_the_closing(
    chromium: Browser, school: School
) -> None:
    page = _sign_in(chromium, school)
    page.goto(f"/stocktakes/{school.stocktake_id}")
    page.get_by_role("button", name="Skaitīt ar šo tālruni").click()
    page.wait_for_url("**/count**")
    Phone(page.context, school).expect_list(page)
    school.close()
    page.goto(f"/stocktakes/{school.stocktake_id}")
    expect(page.locator("[data-late]")).to_be_hidden()
    Phone(page.context, school).count(page)
    school.forget_phones()
    scan(page, school.tags[0])
    expect(page.locator("[data-notice=phone]")).to_be_visible(timeout=PATIENCE_MS)
    page.goto(f"/stocktakes/{school.stocktake_id}")
    page.get_by_role("button", name="Skaitīt ar šo tālruni").click()
    page.wait_for_url("**/count**")
    expect_counts(page, sent=1, waiting=0)
    assert [(one.code, one.is_late) for one in school.entries()] == [(school.tags[0], True)]
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_app_is_sound(chromium: Browser, school: School, width: int, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    phone = Phone(context, school)
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    empty = context.new_page()
    empty.goto(f"{school.server.url}/count?language=lv")
    expect(empty.locator("#no-joined")).to_be_visible()
    assert _faults(empty) == []
    page = phone.join()
    room = school.room_of(school.tags[0])
    stray = next(tag for tag in school.tags if tag not in room.tags)
    scan(page, f"ROOM:{room.id}", room.tags[0], room.tags[0], "NEKAS", school.foreign_tag(), stray)
    expect(page.locator("#scans li")).to_have_count(5)
    page.locator("#missing summary").click()
    page.locator("#note-open").click()
    assert _faults(page) == []
    page.locator("#rooms-link").click()
    assert _faults(page) == []
    page.goto(f"{school.server.url}/count#")
    expect(page.locator("#joined li")).to_have_count(1)
    assert _faults(page) == []
    assert said == []
    context.close()


def _faults(page: Page) -> list[str]:
    serious = [
        f"{one['id']}: {node['target']}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*serious, *(["scrolls sideways"] if wide else [])]


def test_chromium_offers_to_install_it(joined: Phone, page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []
    assert devtools.send("Page.getAppManifest")["errors"] == []
