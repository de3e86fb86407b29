"""Every page: readable at 360 and 1440 px, light and dark, without a serious fault for axe."""

import re

import pytest
from playwright.sync_api import Page

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site
from tests.browser.faults import faults

pytestmark = pytest.mark.browser
MUNICIPAL = (
    "/dashboard/",
    "/devices/",
    "/devices/?q=nothing-has-this-name",
    "/scan/",
    "/evidence/",
    "/devices/new",
    "/institutions/",
    "/institutions/RAI",
    "/labels/",
    "/usage/",
    "/forecast/",
    "/indicators/",
    "/indicators/1b",
    "/stocktakes/",
    "/stocktakes/new",
    "/stocktakes/new?institution=RAI&what=doubtful",
    "/stocktakes/rounds/new?where=picked&what=kinds",
    "/stocktakes/small",
    "/stocktakes/troubles",
    "/exchange/",
    "/google/",
    "/google/unknown",
    "/people/",
    "/people/?institution=RAI",
    "/people/open",
    "/requests",
    "/lending/",
    "/lending/unused",
    "/lending/board",
    "/lending/holidays",
    "/available/RAI",
    "/no-such-page",
)
SCHOOL = (
    "/dashboard/",
    "/devices/",
    "/institutions/RAI",
    "/usage/",
    "/indicators/",
    "/labels/",
    "/labels/?sheet=L7163",
    "/labels/?sheet=25x25",
    "/labels/rooms",
    "/labels/blank",
    "/labels/claim?code=RAI-0001-A",
    "/labels/settings/RAI",
    "/labels/settings/RAI/sheets/new",
    "/stocktakes/",
    "/stocktakes/new?what=rooms",
    "/stocktakes/small?kind=tablet",
    "/lending/",
    "/lending/unused",
    "/lending/board",
    "/people/",
    "/people/?group=left",
    "/people/new",
    "/people/import",
    "/people/codes",
    "/people/handlers",
    "/requests",
    "/requests?show=postponed",
    "/requests?show=decided",
    "/requests/new",
)


@pytest.mark.parametrize("address", MUNICIPAL)
def test_a_page_of_the_municipality_is_sound(at_municipality: Page, address: str) -> None:
    assert faults(at_municipality, address) == []


@pytest.mark.parametrize("address", SCHOOL)
def test_a_page_of_a_school_is_sound(at_school: Page, address: str) -> None:
    assert faults(at_school, address) == []


def test_a_device_and_its_forms_are_sound(at_municipality: Page) -> None:
    at_municipality.goto("/devices/?q=K-0001")
    at_municipality.get_by_role("link", name="K-0001", exact=True).first.click()
    at_municipality.wait_for_url("**/devices/*")
    address = at_municipality.url
    assert faults(at_municipality, address) == []
    assert faults(at_municipality, f"{address}/edit") == []


def test_a_stocktake_is_sound_while_it_is_open(at_school: Page) -> None:
    at_school.goto("/stocktakes/new?what=kinds&kinds=tablet")
    at_school.locator("#opening button.btn-primary").click()
    at_school.wait_for_url(re.compile(r"/stocktakes/\d+$"))
    address = at_school.url
    at_school.locator(".room-line a").first.click()
    at_school.locator(".room-missing").wait_for()
    for what in ("", "/review", "/commission"):
        assert faults(at_school, f"{address}{what}") == []


def test_a_small_count_is_sound_when_it_is_told(at_school: Page) -> None:
    at_school.goto("/stocktakes/small?kind=projector")
    at_school.locator("main form[data-ticks] button[type=submit]").click()
    at_school.locator(".note-bad").wait_for()
    for one in at_school.locator(".tile").all():
        one.locator("label").nth(1).click()
    at_school.locator("main form[data-ticks] button[type=submit]").click()
    at_school.wait_for_url(re.compile(r"/stocktakes/\d+$"))
    assert faults(at_school, at_school.url) == []


def test_a_borrowers_pages_are_sound(site: Site, width: int) -> None:
    page = site.sign_in(Role.BORROWER, width=width)
    page.wait_for_url("**/my")
    act = page.locator("a[href^='/my/acts/']").first.get_attribute("href")
    own = ("/my", "/my/ask", "/my/about", "/my/history")
    of_act = ("", "/terms", "/longer", "/report")
    for address in (*own, *(f"{act}{one}" for one in of_act)):
        assert faults(page, address) == [], address
    page.context.close()


def test_signing_in_and_a_strangers_page_are_sound(site: Site, width: int) -> None:
    context = site.browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    for address in ("/sign-in", "/D/K-0001", "/D/NO-SUCH-TAG", "/password/unknown"):
        assert faults(page, address) == []
    context.close()
