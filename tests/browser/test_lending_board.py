"""The municipality reads how lending stands; a pupil finds the public page by the poster's code."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdfium2 import PdfDocument
from zxingcpp import read_barcodes

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def figures(text: str) -> int:
    """A number as people write it."""
    return int(re.sub(r"\D", "", text))


def table_of(page: Page) -> list[list[str]]:
    """The figures behind a page's first chart, opened as a reader would."""
    chart = page.locator("figure.chart").first
    chart.locator("summary").click()
    rows = chart.locator("tbody tr")
    rows.first.wait_for()
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def test_the_chart_of_months_has_its_table_and_both_say_what_is_lent(site: Site) -> None:
    page = site.sign_in(Role.MUNICIPAL_VIEWER)
    page.goto("/lending/")
    lent = figures(page.locator(".stat-value").first.inner_text())
    assert lent > 1000
    assert figures(table_of(page)[0][-1]) == lent
    lines = page.locator("table[aria-labelledby=places] tbody tr")
    assert sum(figures(line.locator("td").nth(1).inner_text()) for line in lines.all()) == lent
    lines.first.locator("a").first.click()
    assert "institution=" in page.url
    assert figures(page.locator(".stat-value").first.inner_text()) < lent


def test_a_school_opens_its_unused_devices_from_the_figure(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_STAFF)
    page.goto("/lending/")
    unused = figures(page.locator(".stat-value").last.inner_text())
    page.locator(".stat a").last.click()
    page.wait_for_url("**/lending/unused*")
    assert sum(figures(row[1]) for row in table_of(page)) == unused > 0
    assert page.locator("table[aria-labelledby=list] tbody tr").count() == min(unused, 100)
    asking = page.locator("form[action*='/ask'] button").first
    before = page.locator("form[action*='/ask']").count()
    asking.click()
    page.locator(".note").first.wait_for()
    assert page.locator("form[action*='/ask']").count() == before - 1


def test_the_posters_code_leads_to_the_public_page_and_on_to_the_sign_in(site: Site) -> None:
    staff = site.sign_in(Role.SCHOOL_STAFF)
    poster = staff.request.get("/lending/board/RAI/poster-a4.pdf").body()
    picture = PdfDocument(BytesIO(poster))[0].render(scale=2).to_pil()
    (code,) = read_barcodes(picture)
    path = "/" + code.text.split("/", 3)[3]
    assert path == "/available/RAI"
    pupil = site.browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 780}, locale="lv-LV"
    ).new_page()
    pupil.goto(path)
    assert pupil.evaluate("document.documentElement.scrollWidth") <= 360
    assert figures(pupil.locator(".offer-counts dd").first.inner_text()) > 0
    pupil.locator("a.btn-primary").click()
    pupil.wait_for_url("**/sign-in*")
