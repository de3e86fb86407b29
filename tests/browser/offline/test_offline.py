"""No scan vanishes: the network goes, the browser is killed, two tabs count at once."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.offline.battery import phone
from tests.browser.offline.phone import Phone, entries, expect_counts, scan
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser


def test_200_scans_outlive_a_cut_network_and_a_killed_browser(
    driver: Playwright, profile: Path, school: School
) -> None:
    tags = school.tags[:200]
    with phone(driver, profile, school) as first:
        page = first.join()
        scan(page, *tags[:20])
        expect_counts(page, sent=20, waiting=0)
        school.server.stop()
        scan(page, *tags[20:])
        expect_counts(page, sent=20, waiting=180)
        first.kill()
    with phone(driver, profile, school) as second:
        page = second.count(second.context.pages[0])
        expect_counts(page, sent=20, waiting=180)
        expect(page.locator("#last-tag")).to_have_text(tags[-1])
        school.server.start()
        expect_counts(page, sent=200, waiting=0)
        receipts = [one for one in entries(page) if one["state"] == "stored"]
    assert [one["number"] for one in receipts] == list(range(1, 201))
    stored = school.entries()
    assert [one.number for one in stored] == list(range(1, 201))
    assert [one.code for one in stored] == tags
    assert len({one.uuid for one in stored}) == 200


def test_two_tabs_of_a_phone_never_give_the_same_number(
    joined: Phone, page: Page, school: School
) -> None:
    other = joined.count()
    for start in range(0, 40, 4):
        scan(page, *school.tags[start : start + 2])
        scan(other, *school.tags[start + 2 : start + 4])
    expect_counts(page, sent=40, waiting=0)
    expect_counts(other, sent=40, waiting=0)
    stored = school.entries()
    assert [one.number for one in stored] == list(range(1, 41))
    assert sorted(str(one.code) for one in stored) == school.tags[:40]


def test_a_sign_off_without_network_is_sent_when_there_is_one(page: Page, school: School) -> None:
    school.server.stop()
    scan(page, *school.tags[:3])
    expect_counts(page, sent=0, waiting=3)
    page.get_by_role("button", name="Esmu pabeidzis").click()
    expect(page.locator("#sign-off-state")).to_contain_text("ir saglabāts")
    expect(page.locator("#sign-off")).to_be_disabled()
    school.server.start()
    expect(page.locator("#sign-off-state")).to_contain_text("Jūs esat pabeidzis", timeout=30_000)
    (told,) = school.phones()
    assert told.signed_off_at is not None
    assert told.last_number == told.received == 3


def test_a_phone_that_scanned_nothing_can_say_so(page: Page, school: School) -> None:
    page.get_by_role("button", name="Esmu pabeidzis").click()
    expect(page.locator("#sign-off-state")).to_contain_text("Jūs esat pabeidzis")
    assert [one.last_number for one in school.phones()] == [0]


def test_the_page_stays_in_the_chosen_language_without_network(page: Page, school: School) -> None:
    page.goto(f"{school.server.url}/count?language=en#{school.stocktake_id}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    school.server.stop()
    page.goto(f"{school.server.url}/count")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#joined")).to_contain_text("Gada inventarizācija")
