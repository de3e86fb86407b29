"""Every page of lending and of a loan's life: readable at 360 and 1440 px, light and dark."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site
from tests.browser.faults import dark_faults, faults, shown_faults

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
WIDE = 1000


@pytest.fixture(scope="module", params=(360, 1440))
def width(request: pytest.FixtureRequest) -> int:
    """Of the window, in pixels."""
    found: int = request.param
    return found


@pytest.fixture(scope="module")
def desk(site: Site, width: int) -> Iterator[Page]:
    """Signed in for a school."""
    page = site.sign_in(Role.SCHOOL_ADMIN, width=width)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def city(site: Site, width: int) -> Iterator[Page]:
    """Signed in for the municipality."""
    page = site.sign_in(Role.MUNICIPAL_ADMIN, width=width)
    yield page
    page.context.close()


def wrong(page: Page, address: str) -> list[str]:
    """What is wrong with a page, in the light, and on a phone in the dark."""
    return [*faults(page, address), *_in_the_dark(page)]


def wrong_now(page: Page) -> list[str]:
    """What is wrong with what is shown now, in the light, and on a phone in the dark."""
    return [*shown_faults(page), *_in_the_dark(page)]


def _in_the_dark(page: Page) -> list[str]:
    """Colours are the same at every width: one is enough."""
    viewport = page.viewport_size
    return dark_faults(page) if viewport and viewport["width"] < WIDE else []


def first(page: Page, listed: str, pattern: str) -> str:
    """The address of the first link on a page that fits."""
    page.goto(listed)
    found = (one.get_attribute("href") for one in page.locator("main a[href]").all())
    return next(href for href in found if href and re.fullmatch(pattern, href))


def refused(page: Page, button: str) -> list[str]:
    """What is wrong with the page on which an empty form comes back."""
    with page.expect_navigation():
        page.locator(button).first.click()
    return wrong_now(page)


def test_lists_and_settings_of_a_school_are_sound(desk: Page) -> None:
    assert {one: found for one in DESK if (found := wrong(desk, one))} == {}


def test_lists_and_settings_of_the_municipality_are_sound(city: Page) -> None:
    assert {one: found for one in CITY if (found := wrong(city, one))} == {}


def test_the_pages_of_a_running_loan_are_sound(desk: Page) -> None:
    act = first(desk, "/lending/loans?which=overdue", r"/lending/acts/\d+")
    unsigned = first(desk, "/lending/loans?which=long", r"/lending/acts/\d+")
    for form in (*(f"{act}{step}" for step in STEPS), f"{unsigned}/sign"):
        assert wrong(desk, form) == [], form
        assert refused(desk, "main form.form-column button[type=submit]") == [], form
    assert wrong(desk, act) == []
    desk.locator("main details summary").last.click()
    assert wrong_now(desk) == []
    assert refused(desk, "form[action$='/extend'] button") == []
    assert wrong(desk, first(desk, act, r"/devices/\d+") + "/status") == []


def test_what_ended_and_a_case_of_it_are_sound(desk: Page) -> None:
    case = first(desk, "/lending/cases", r"/lending/cases/\d+")
    assert wrong(desk, case) == []
    assert refused(desk, "form[action$='/decide'] button[type=submit]") == []
    assert wrong(desk, first(desk, case, r"/lending/acts/\d+")) == []


def test_whoever_borrows_and_asks_is_sound(desk: Page) -> None:
    person = first(desk, "/people/?class=1.a", r"/people/\d+")
    assert wrong(desk, person) == []
    assert wrong(desk, person.replace("/people/", "/lending/agreements/")) == []
    assert wrong(desk, first(desk, "/requests", r"/requests/\d+")) == []
    assert refused(desk, "form[action$='/decline'] button") == []


@pytest.mark.parametrize("page", ["hand-out?class=1.a", "take-back"])
def test_the_desk_says_soundly_what_stands_in_the_way(desk: Page, page: str) -> None:
    desk.goto(f"/lending/{page}")
    desk.locator("#code").fill("NO-SUCH-CODE")
    desk.keyboard.press("Enter")
    desk.locator("#desk-last .desk-said").wait_for()
    assert wrong_now(desk) == []
