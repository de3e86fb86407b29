"""A school writes down the measures of its label sheet and sees it as it types."""

import pytest
from playwright.sync_api import expect

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def test_the_sheet_is_drawn_while_it_is_typed_and_then_kept(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/labels/settings/RAI/sheets/new")
    labels = page.locator("#sketch .sheet-picture rect[fill='var(--sea-soft)']")
    expect(labels).to_have_count(21)
    page.fill("#columns", "2")
    expect(labels).to_have_count(14)
    page.fill("#width", "90")
    expect(page.locator("#sketch .note")).to_contain_text("24,0 mm")
    page.fill("#width", "63,5")
    page.fill("#name", "Herma 4201")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/labels/settings/RAI")
    expect(page.get_by_role("link", name="Herma 4201")).to_be_visible()
    page.context.close()
