"""A preschool's deputy head counts its tablets on one page, and LIP IT learns of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from assetmgr.auth.codes import Role
from assetmgr.demo.people import PASSWORD, PEOPLE
from tests.browser.offline.people import welcome
from tests.browser.offline.server import Server
from tests.support.command import CommandLine

pytestmark = pytest.mark.browser
CODE, NAME = "SAPU", "Saulespuķe"
"""The demo's preschool with the most tablets."""


def tick(page: Page, tile: int, word: str) -> str:
    """Tick a word of the n-th tablet; its tag."""
    one = page.locator(".tile").nth(tile)
    one.get_by_text(word, exact=True).click()
    return one.locator(".tile-tag").inner_text()


def sign_in_at_lip_it(desk: Page, site: str) -> Page:
    """The municipality's administrator, in a browser of his own."""
    browser = desk.context.browser
    assert browser is not None
    page = browser.new_context(locale="lv-LV").new_page()
    page.goto(f"{site}/sign-in")
    page.locator("[name=email]").fill(PEOPLE[0].email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def test_a_preschool_counts_its_tablets_on_one_page(
    run: CommandLine, server: Server, desk: Page
) -> None:
    server.start()
    deputy = welcome(run, Role.INSTITUTION_HEAD, CODE, desk, server.url)
    page = deputy.sign_in(desk.context, server.url)
    page.get_by_role("link", name="Inventarizācija").first.click()
    page.get_by_role("link", name="Mazā skaitīšana").first.click()
    kinds = page.get_by_label("Veids")
    if kinds.count():
        kinds.select_option("tablet")
        page.get_by_role("button", name="Rādīt").click()
    count = page.locator(".tile").count()
    assert count == 17
    for tile in range(2, count):
        tick(page, tile, "ir")
    missing, damaged = tick(page, 0, "nav"), tick(page, 1, "bojāta")
    page.locator(".tile").nth(1).get_by_placeholder("Kas ar to noticis?").fill("saplīsis ekrāns")
    expect(page.locator(".send-bar")).to_contain_text(f"Atzīmētas {count} no {count}")
    page.get_by_role("button", name="Paziņot LIP IT").click()
    expect(page.locator("main")).to_contain_text("Paldies! LIP IT ir informēta.")

    theirs = sign_in_at_lip_it(desk, server.url)
    theirs.goto(f"{server.url}/stocktakes/troubles")
    told = theirs.locator("main")
    expect(told).to_contain_text(re.compile(NAME))
    for text in (missing, damaged, "saplīsis ekrāns"):
        expect(told).to_contain_text(text)
    theirs.context.close()
