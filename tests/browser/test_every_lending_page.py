"""Every page of lending and of a loan's life: readable at 360 and 1440 px, light and dark."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.faults import faults, shown_faults

pytestmark = pytest.mark.browser
DESK = (
    "/lending/hand-out",
    "/lending/hand-out?class=1.a",
    "/lending/classes?class=1.a&kind=&room=",
    "/lending/take-back",
    "/lending/loans",
    "/lending/overdue",
    "/lending/collection",
    "/lending/stand-ins",
    "/lending/custody",
    "/lending/cases",
    "/lending/agreements",
    "/lending/terms",
    "/lending/terms/new",
    "/lending/settings",
    "/lending/personal-data",
    "/lending/rumis",
    "/B/NOBODY",
)
CITY = (
    "/lending/loans",
    "/lending/overdue",
    "/lending/collection",
    "/lending/custody",
    "/lending/policy",
    "/mail/",
)
STEPS = ("/swap", "/lose", "/correct")


def first(page: Page, listed: str, pattern: str) -> str:
    """The address of the first link on a page that fits."""
    page.goto(listed)
    found = (one.get_attribute("href") for one in page.locator("main a[href]").all())
    return next(href for href in found if href and re.fullmatch(pattern, href))


def refused(page: Page, button: str) -> list[str]:
    """What is wrong with the page on which an empty form comes back."""
    with page.expect_navigation():
        page.locator(button).first.click()
    return shown_faults(page)


def test_lists_and_settings_of_a_school_are_sound(at_school: Page) -> None:
    assert {one: found for one in DESK if (found := faults(at_school, one))} == {}


def test_lists_and_settings_of_the_municipality_are_sound(at_municipality: Page) -> None:
    assert {one: found for one in CITY if (found := faults(at_municipality, one))} == {}


def test_the_pages_of_a_running_loan_are_sound(at_school: Page) -> None:
    act = first(at_school, "/lending/loans?which=overdue", r"/lending/acts/\d+")
    unsigned = first(at_school, "/lending/loans?which=long", r"/lending/acts/\d+")
    for form in (*(f"{act}{step}" for step in STEPS), f"{unsigned}/sign"):
        assert faults(at_school, form) == [], form
        assert refused(at_school, "main form.form-column button[type=submit]") == [], form
    assert faults(at_school, act) == []
    at_school.locator("main details summary").last.click()
    assert shown_faults(at_school) == []
    assert refused(at_school, "form[action$='/extend'] button") == []
    assert faults(at_school, first(at_school, act, r"/devices/\d+") + "/status") == []


def test_what_ended_and_a_case_of_it_are_sound(at_school: Page) -> None:
    case = first(at_school, "/lending/cases", r"/lending/cases/\d+")
    assert faults(at_school, case) == []
    assert refused(at_school, "form[action$='/decide'] button[type=submit]") == []
    assert faults(at_school, first(at_school, case, r"/lending/acts/\d+")) == []


def test_whoever_borrows_and_asks_is_sound(at_school: Page) -> None:
    person = first(at_school, "/people/?class=1.a", r"/people/\d+")
    assert faults(at_school, person) == []
    assert faults(at_school, person.replace("/people/", "/lending/agreements/")) == []
    assert faults(at_school, first(at_school, "/requests", r"/requests/\d+")) == []
    assert refused(at_school, "form[action$='/decline'] button") == []


@pytest.mark.parametrize("page", ["hand-out?class=1.a", "take-back"])
def test_the_desk_says_soundly_what_stands_in_the_way(at_school: Page, page: str) -> None:
    at_school.goto(f"/lending/{page}")
    at_school.locator("#code").fill("NO-SUCH-CODE")
    at_school.keyboard.press("Enter")
    at_school.locator("#desk-last .desk-said").wait_for()
    assert shown_faults(at_school) == []
