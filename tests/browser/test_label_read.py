"""A label opened with a telephone's own camera: the page of the device notes that it was read."""

from playwright.sync_api import expect

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site


def test_the_opened_page_notes_once_that_the_label_was_read(site: Site) -> None:
    page = site.sign_in(Role.MUNICIPAL_ADMIN, width=390)
    with page.expect_response(lambda answer: answer.url.endswith("/read")) as noted:
        page.goto(f"{site.url}/D/K-0001")
    assert noted.value.status == 200
    expect(page.locator("section[aria-labelledby=label]")).to_be_visible()
    expect(page.locator("[hx-trigger=load]")).to_have_count(0)
